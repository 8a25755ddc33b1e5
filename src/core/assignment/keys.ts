import { z } from 'zod';
import { assignmentSchema } from './schema.ts';

/** The keys that the assignment's schema knows at a path; empty where any key goes. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: z.core.$ZodType | undefined = assignmentSchema;
  for (const part of path) schema = child(unwrap(schema), part);
  const inner = unwrap(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function child(schema: z.core.$ZodType | undefined, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)] as z.core.$ZodType | undefined;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

/** Looks through optional, default and transform, and picks the object of a union. */
function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.def.innerType);
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.def.in);
  if (schema instanceof z.ZodUnion) return schema.options.find((option) => option instanceof z.ZodObject);
  return schema;
}
