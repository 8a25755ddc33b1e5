import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { EXAMPLE } from './support/places.ts';
import { withFolder, writeSubmission } from './support/scenario.ts';

const ROOT = join(import.meta.dirname, '..');
const LINES = 'database-volume-declared,database-survives-restart,database-survives-recreation';

test('The report that the README shows is what the command prints', async () => {
  await withFolder(async (folder) => {
    await writeSubmission('no-volume', folder);
    const assignment = join(EXAMPLE, 'assignment.yaml');
    const { stdout } = await execa(join(ROOT, 'bin/dockgrade'), [
      'grade',
      folder,
      '--assignment',
      assignment,
      '--only',
      LINES,
    ]);
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    const shown = /<!-- report -->\n```text\n(.*?)```/s.exec(readme)?.[1] ?? '';
    expect(lasting(shown)).toBe(lasting(stdout.replaceAll(folder, 'homework')));
  });
});

/** Without what differs from run to run and from machine to machine: the times and versions at the end. */
function lasting(report: string): string {
  return report.replace(/^ {2}Time .*/ms, '').trim();
}
