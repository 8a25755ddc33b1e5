import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { defaultRubric, graders } from '../../graders/index.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import type { Assignment } from '../../src/core/assignment/schema.ts';
import type { Report } from '../../src/core/report/schema.ts';
import type { Grading } from './grading.ts';
import { merge, withFolder } from './scenario.ts';

/** Path → text, or where a symbolic link there leads. */
export type HostileFiles = Readonly<Record<string, string | { link: string }>>;

/** An assignment that asks for nothing but a stack that starts; `patch` changes it. */
export function bareAssignment(patch: Record<string, unknown> = {}): Assignment {
  const bare = { id: 'hostile', title: 'Hostile', ready: { within: '10s' }, rubric: { 'stack-starts': 10 } };
  const known = graders.map(({ id }) => id);
  return parseAssignment(stringify(merge(bare, parse(stringify(patch)))), 'hostile.yaml', defaultRubric, known);
}

/** Grades these files as they stand, and holds that nothing is left of them in the engine. */
export async function gradeFiles(
  grading: Grading,
  files: HostileFiles,
  signal: AbortSignal,
  assignment = bareAssignment(),
): Promise<Report> {
  return withFolder(async (folder) => {
    await writeFiles(folder, files);
    const report = await grading.report(folder, assignment, signal);
    expect(report.leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
    return report;
  });
}

export async function writeFiles(folder: string, files: HostileFiles): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    if (typeof content === 'string') await writeFile(file, content);
    else await symlink(content.link, file);
  }
}
