import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test, outside of the project. */
export async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-graders-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** A whole grader with what a test changes in it, as source text. `null` leaves a field out. */
export function source(id: string, changes: Record<string, string | null> = {}): string {
  const fields = { id: `'${id}'`, ...FIELDS, ...changes };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : `  ${name}: ${value},`));
  return `import { defineGrader, pass, fail } from 'dockgrade';\nexport default defineGrader({\n${lines.join('\n')}\n});\n`;
}

const TEXT = "{ en: 'words', es: 'palabras' }";
const FIELDS = {
  group: "'compose'",
  title: TEXT,
  about: `{ looks: ${TEXT}, why: ${TEXT}, mend: ${TEXT} }`,
  needs: "['resolve']",
  judge: `({ resolve }) => pass({ message: ${TEXT} })`,
};
