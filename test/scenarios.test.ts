import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportSchema } from '../src/core/report/schema.ts';
import { differences, readExpected } from './support/expected.ts';
import { assignmentOf, Grading, withImages } from './support/grading.ts';
import { SCENARIOS } from './support/places.ts';
import { readScenario, withFolder, writeSubmission } from './support/scenario.ts';
import { makeRepository } from './worker/fetch/repository.ts';

const NAMES = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

let grading: Grading;
beforeAll(async () => {
  grading = await Grading.open();
});
afterAll(() => grading.close());

describe.concurrent('A submission is graded by what it does on a real engine', () => {
  // The longest one first: at the end nothing would run beside it.
  test('The same commit graded five times gives the same verdicts', async ({ signal }) => {
    await withFolder(async (folder) => {
      await writeSubmission('good', folder);
      const commit = makeRepository(folder).commit({});
      const assignment = await assignmentOf('good');
      for (let round = 1; round <= 5; round += 1) {
        const report = await grading.report(folder, assignment, signal);
        expect(report.submission.commit).toBe(commit);
        expect(differences(await readExpected('good'), report), `round ${round}`).toEqual([]);
      }
    });
  });

  for (const name of NAMES) {
    test(name, async ({ signal }) => {
      const [{ about, images }, expected, assignment] = await Promise.all([
        readScenario(name),
        readExpected(name),
        assignmentOf(name),
      ]);
      const report = await withFolder(async (folder) => {
        await writeSubmission(name, folder);
        return withImages(grading.engine, images, signal, () => grading.report(folder, assignment, signal));
      });
      expect(differences(expected, report), about).toEqual([]);
      expect(report.leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
      expect(reportSchema.parse(report)).toEqual(report);
    });
  }
});

test('Nothing of all these runs is left in the engine', async ({ signal }) => {
  expect(grading.jobs.length).toBeGreaterThan(NAMES.length);
  const left = await Promise.all(grading.jobs.map((job) => grading.engine.owned(job, signal)));
  expect(left.flatMap((owned) => Object.values(owned).flat())).toEqual([]);
});
