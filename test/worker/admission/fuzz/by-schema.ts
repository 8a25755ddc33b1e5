import fc from 'fast-check';
import type { ComposeSchema, Schema } from '../support/schema.ts';
import { duration, flag, number, path, plain, port, word } from './words.ts';

/** Values that a schema allows, of every form that it has. */
export function bySchema(root: ComposeSchema): (schema: Schema) => fc.Arbitrary<unknown> {
  const known = new Map<Schema, fc.Arbitrary<unknown>>();
  const of = (schema: Schema): fc.Arbitrary<unknown> => {
    const made = known.get(schema) ?? make(schema);
    known.set(schema, made);
    return made;
  };
  const make = (schema: Schema): fc.Arbitrary<unknown> => {
    if (schema.$ref) return of(root.definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    const forms = schema.oneOf ?? schema.anyOf;
    if (forms) return fc.oneof(...forms.map(of));
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? 'string'].flat();
    // A text in the place of a number or a switch is mostly refused by Compose itself.
    const strict = types.some((type) => ['boolean', 'number', 'integer'].includes(type));
    return fc.oneof(
      ...types.map((type) => ({ arbitrary: ofType(type, schema), weight: strict && type === 'string' ? 1 : 8 })),
    );
  };
  const ofType = (type: string, schema: Schema): fc.Arbitrary<unknown> => {
    if (type === 'object') return mapping(schema);
    if (type === 'array') return fc.array(of(schema.items ?? {}), { maxLength: 2 });
    if (type === 'boolean') return flag;
    if (type === 'null') return fc.constant(null);
    if (type === 'string') return schema.format === 'duration' ? duration : fc.oneof(word, path);
    return schema.format === 'ports' ? port : number;
  };
  const mapping = ({ properties = {}, patternProperties = {}, required = [] }: Schema): fc.Arbitrary<unknown> => {
    const fields = Object.entries(properties).map(([key, value]) => [key, of(value)] as const);
    const free = Object.entries(patternProperties)
      .filter(([pattern]) => pattern !== '^x-')
      .map(([, value]) => fc.dictionary(plain, of(value), { maxKeys: 2 }));
    const chosen = fields.length === 0 ? fc.constant({}) : some(Object.fromEntries(fields), required);
    return fc.tuple(chosen, ...free).map((parts) => Object.assign({}, ...parts) as object);
  };
  return of;
}

/** A few of these fields, and always those that are required. */
export function some(
  fields: Record<string, fc.Arbitrary<unknown>>,
  required: readonly string[] = [],
  most = 3,
): fc.Arbitrary<object> {
  const names = Object.keys(fields);
  return fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: most })
    .chain((chosen) =>
      fc.record(Object.fromEntries([...new Set([...required, ...chosen])].map((name) => [name, fields[name] ?? word]))),
    );
}
