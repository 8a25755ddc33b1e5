import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { reportSchema } from '../../../src/core/report/schema.ts';
import { EXAMPLE } from '../../support/places.ts';
import { MAIN } from '../fixtures/dockgrade.ts';
import { course } from './page.ts';

test('the graders of docs/writing-a-grader.md judge a real submission beside those of dockgrade', async () => {
  const { folder, graders } = await course();
  const options = ['--graders', graders, '--assignment', join(folder, 'homework.yaml'), '--format', 'json'];
  const only = ['--only', 'image-builds,at-most-two-services,tells-its-version'];
  const args = [MAIN, 'grade', join(EXAMPLE, 'solution'), ...options, ...only];
  const { stdout } = await execa(process.execPath, args);
  const { results, score, stages } = reportSchema.parse(JSON.parse(stdout));
  expect(results.map(({ grader, verdict }) => [grader, verdict])).toEqual([
    ['image-builds', 'pass'],
    ['at-most-two-services', 'pass'],
    ['tells-its-version', 'fail'],
  ]);
  expect(results.at(-1)?.actual).toBe('Status 404.');
  expect(score).toEqual({ earned: 15, possible: 20 });
  expect(stages.filter(({ outcome }) => outcome === 'skipped').map(({ stage }) => stage)).toContain('persistence');
});
