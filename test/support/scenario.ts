import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXAMPLE, SCENARIOS } from './places.ts';

const editSchema = z.object({ find: z.string().min(1), replace: z.string() }).strict();

const scenarioSchema = z
  .object({
    /** The one thing that is different from the good submission. */
    about: z.string().min(1),
    /** Another scenario to start from; without it, the example's solution. Its assignment is taken over too. */
    base: z.string().optional(),
    /** Merged into the example's assignment; null takes a key away. */
    assignment: z.record(z.string(), z.unknown()).default({}),
    /** Names that the engine gives to images of its own while this runs: what nobody can fetch here. */
    images: z.record(z.string(), z.string()).default({}),
    /** Files of the example's solution that this submission does not have. */
    remove: z.array(z.string()).default([]),
    /** File → replacements; each text must occur exactly once. */
    edit: z.record(z.string(), z.array(editSchema).min(1)).default({}),
  })
  .strict();
export type Scenario = z.infer<typeof scenarioSchema>;

export async function readScenario(name: string): Promise<Scenario> {
  return scenarioSchema.parse(parse(await readFile(join(SCENARIOS, name, 'scenario.yaml'), 'utf8')));
}

/** Writes the submission of a scenario into an empty folder: what it starts from, then what is different. */
export async function writeSubmission(name: string, folder: string): Promise<void> {
  const scenario = await readScenario(name);
  if (scenario.base === undefined) await cp(join(EXAMPLE, 'solution'), folder, { recursive: true });
  else await writeSubmission(scenario.base, folder);
  for (const file of scenario.remove) await rm(join(folder, file));
  for (const [file, edits] of Object.entries(scenario.edit)) {
    const path = join(folder, file);
    let text = await readFile(path, 'utf8');
    for (const edit of edits) text = replaceOnce(text, edit, `${name}: ${file}`);
    await writeFile(path, text);
  }
  await overlay(join(SCENARIOS, name, 'files'), folder);
}

function replaceOnce(text: string, { find, replace }: z.infer<typeof editSchema>, where: string): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${where}: expected once, found ${parts.length - 1} times:\n${find}`);
  return parts.join(replace);
}

async function overlay(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Deep merge for plain data; arrays and values are replaced, null removes. */
export function merge(base: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const old = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isRecord(old) && isRecord(value) ? merge(old, value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Calls with a folder that is there for this call only. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-scenario-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
