import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/core/report/schema.ts';
import { withEarlier } from '../../src/core/stages.ts';
import { EXAMPLE } from '../support/places.ts';
import { withFolder, writeSubmission } from '../support/scenario.ts';
import { MAIN } from './fixtures/dockgrade.ts';

async function gradedBy(only: string, ...options: string[]) {
  const args = ['grade', `${EXAMPLE}/solution`, '--assignment', `${EXAMPLE}/assignment.yaml`, '--format', 'json'];
  const { stdout } = await execa(process.execPath, [MAIN, ...args, '--only', only, ...options]);
  const { results, stages, evidence } = reportSchema.parse(JSON.parse(stdout));
  return {
    verdicts: results.map(({ grader, verdict }) => `${grader}: ${verdict}`),
    ran: stages.filter(({ outcome }) => outcome === 'ran').map(({ stage }) => stage),
    skipped: new Set(stages.filter(({ outcome }) => outcome === 'skipped').map(({ detail }) => detail)),
    evidence: Object.keys(evidence),
  };
}

test('a grader that reads files alone: nothing is built or started', async () => {
  const { verdicts, ran, skipped, evidence } = await gradedBy('base-images-pinned,compose-present', '--lang', 'es');
  expect(verdicts).toEqual(['base-images-pinned: pass', 'compose-present: pass']);
  expect(ran).toEqual(['fetch', 'resolve', 'admit', 'teardown']);
  expect(skipped).toEqual(new Set(['no hace falta']));
  expect(evidence).toEqual(['fetch', 'resolve', 'admit']);
});

test('a grader of the running stack does without the ladder', async () => {
  const { verdicts, ran, skipped } = await gradedBy('runs-as-non-root,app-responds');
  expect(verdicts).toEqual(['runs-as-non-root: pass', 'app-responds: pass']);
  expect(ran).toEqual([...withEarlier(['probe']), 'teardown']);
  expect(skipped).toEqual(new Set(['not needed']));
});

test('a grader of the ladder gets it', async () => {
  const { verdicts, ran } = await gradedBy('database-survives-recreation');
  expect(verdicts).toEqual(['database-survives-recreation: pass']);
  expect(ran).toEqual([...withEarlier(['persistence']), 'teardown']);
});

test('a grader of a drill gets it alone, without the ladder', async () => {
  const { verdicts, ran, evidence } = await gradedBy('stops-gracefully');
  expect(verdicts).toEqual(['stops-gracefully: pass']);
  expect(ran).toEqual([...withEarlier(['drills']), 'teardown']);
  expect(evidence).not.toContain('persistence');
});

test('admission decides whatever is chosen', async () => {
  await withFolder(async (folder) => {
    await writeSubmission('good', folder);
    const compose = join(folder, 'docker-compose.yml');
    const text = await readFile(compose, 'utf8');
    await writeFile(compose, text.replace(/^ {4}build:/m, '    privileged: true\n    build:'));
    const args = [MAIN, 'grade', folder, '--only', 'base-images-pinned', '--format', 'json'];
    const { exitCode, stdout } = await execa(process.execPath, args, { reject: false });
    expect(exitCode).toBe(3);
    expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({ refusals: [{ rule: 'privileged' }] });
  });
});
