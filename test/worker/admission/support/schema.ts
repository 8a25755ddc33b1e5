import { readFile } from 'node:fs/promises';
import { composePlugin } from './plugin.ts';

/** As much of JSON schema as Compose's own uses. */
export interface Schema {
  $ref?: string;
  oneOf?: Schema[];
  anyOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
}

export interface ComposeSchema {
  properties: Record<string, Schema>;
  definitions: Record<string, Schema>;
}

/** The schema that the installed Compose itself carries and checks files against. */
export async function composeSchema(signal: AbortSignal): Promise<ComposeSchema> {
  const binary = await readFile(await composePlugin(signal));
  const id = binary.indexOf('"compose_spec.json"');
  const start = binary.lastIndexOf('{', id);
  const end = closing(binary, start);
  return JSON.parse(binary.subarray(start, end).toString());
}

/** The end of the JSON object that begins at `start`. */
function closing(bytes: Buffer, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < bytes.length; at += 1) {
    const letter = String.fromCharCode(bytes[at] ?? 0);
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '{') depth += 1;
    else if (!quoted && letter === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error('the schema has no end');
}

/** The keys of the mapping form of `build`. */
export function buildKeys(schema: ComposeSchema): string[] {
  const forms = schema.definitions.service?.properties?.build?.oneOf ?? [];
  return forms.flatMap((form) => Object.keys(form.properties ?? {}));
}

export function keysOf(schema: ComposeSchema, definition: string): string[] {
  return Object.keys(schema.definitions[definition]?.properties ?? {});
}
