import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../../src/core/report/schema.ts';
import { EXAMPLE } from '../support/places.ts';
import { MAIN } from './fixtures/dockgrade.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-cli-'));
  await writeFile(join(folder, 'README.md'), 'no Compose file here\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** The command line on the engine that it finds by itself. */
function dockgrade(...args: string[]) {
  return execa(process.execPath, [MAIN, ...args], { reject: false, cwd: folder });
}

test('a submission with everything wrong gets a report all the same, and its score decides the exit status', async () => {
  const good = await dockgrade('grade', '.', '--format', 'json');
  expect(good.exitCode).toBe(0);
  expect(reportSchema.parse(JSON.parse(good.stdout))).toMatchObject({ outcome: 'graded', score: { earned: 0 } });
  const below = await dockgrade('grade', '.', '--min-score', '1', '--output', 'report.txt');
  expect(below).toMatchObject({ exitCode: 1, stdout: '' });
  expect(below.stderr).toContain('the report is in report.txt');
  expect(await readFile(join(folder, 'report.txt'), 'utf8')).toMatch(/✘ The Compose file is there/);
});

test('progress and time line are in the language of the report', async () => {
  const { stdout, stderr } = await dockgrade('grade', '.', '--format', 'json', '--lang', 'es');
  expect(stderr).toMatch(/obtener terminó en \d+,\d s: \d+ archivos?\n/);
  expect(stderr).toMatch(/leer falló en \d+,\d s: no hay archivo de Compose\n/);
  expect(stderr).toContain('construir no se hizo: a causa de leer');
  expect(reportSchema.parse(JSON.parse(stdout)).stages.map(({ detail }) => detail)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\d archivos?$/),
      'no hay archivo de Compose',
      'a causa de leer',
      'no queda nada',
    ]),
  );
});

test('--only judges by the named graders alone', async () => {
  const { stdout } = await dockgrade('grade', '.', '--format', 'json', '--only', 'compose-present');
  const { results, score } = reportSchema.parse(JSON.parse(stdout));
  expect(results.map(({ grader }) => grader)).toEqual(['compose-present']);
  expect(score).toEqual({ earned: 0, possible: 3 });
});

test('a refused submission ends with 3 and a report', async () => {
  const refused = join(folder, 'refused');
  await cp(join(EXAMPLE, 'solution'), refused, { recursive: true });
  const compose = join(refused, 'docker-compose.yml');
  const text = await readFile(compose, 'utf8');
  await writeFile(compose, text.replace(/^ {4}build:/m, '    privileged: true\n    build:'));
  const { exitCode, stdout } = await dockgrade('grade', 'refused', '--format', 'json');
  expect(exitCode).toBe(3);
  expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({
    outcome: 'refused',
    refusals: [{ rule: 'privileged' }],
  });
});

test('a report whose file cannot be written after the run is printed, and ends with 4', async () => {
  const { exitCode, stdout, stderr } = await dockgrade('grade', '.', '--format', 'json', '--output', '/proc/report');
  expect(exitCode).toBe(4);
  expect(reportSchema.parse(JSON.parse(stdout)).outcome).toBe('graded');
  expect(stderr).toContain('error code: report-unwritable');
});

test('a repository that cannot be fetched is told once', async () => {
  const { exitCode, stderr } = await dockgrade('grade', 'https://git.invalid/homework');
  expect(exitCode).toBe(4);
  expect(stderr).toMatch(/fetch failed in .* s: repository-unreachable\n/);
  expect(stderr.match(/cannot be found/g)).toHaveLength(1);
});

test('an interruption is waited for, told and ends with 130; a second one says so', async () => {
  const child = dockgrade('grade', join(EXAMPLE, 'solution'), '--assignment', join(EXAMPLE, 'assignment.yaml'));
  for await (const line of child.iterable({ from: 'stderr' })) {
    if (line.includes('start …')) child.kill('SIGINT');
    if (line.includes('interrupted; cleaning up')) child.kill('SIGINT');
  }
  const { exitCode, stdout, stderr } = await child;
  expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
  expect(stderr).toContain('clean-up is going on');
  expect(stderr).toMatch(/teardown done in .* nothing left\ndockgrade: interrupted; nothing is left of the run$/);
});
