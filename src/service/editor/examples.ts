import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');

/** What a bundled assignment is tried on: a solution that earns every point, and the starter that students are given. */
const EXAMPLE_PARTS = ['solution', 'starter'] as const;

/** The ids of the bundled assignments, in their order. */
export async function exampleNames(): Promise<string[]> {
  const names = await readdir(EXAMPLES);
  return names.filter((name) => existsSync(join(EXAMPLES, name, 'assignment.yaml'))).sort();
}

export async function exampleSource(name: string): Promise<string> {
  return readFile(join(EXAMPLES, name, 'assignment.yaml'), 'utf8');
}

/** The folder of `NAME/solution` or `NAME/starter`; null for whatever else somebody writes: no part of it becomes a path. */
export async function exampleFolder(choice: string): Promise<string | null> {
  for (const name of await exampleNames()) {
    const part = EXAMPLE_PARTS.find((one) => `${name}/${one}` === choice);
    if (part !== undefined) return join(EXAMPLES, name, part);
  }
  return null;
}
