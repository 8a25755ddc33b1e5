import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readExpected } from './support/expected.ts';
import { assignmentOf } from './support/grading.ts';
import { SCENARIOS } from './support/places.ts';
import { readScenario, withFolder, writeSubmission } from './support/scenario.ts';

const NAMES = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(NAMES)('The scenario %s', (name) => {
  test('makes a submission of its own', async () => {
    const { edit, remove, base } = await readScenario(name);
    const differs = Object.keys(edit).length + remove.length > 0 || base !== undefined;
    const own = await readdir(SCENARIOS, { recursive: true });
    const adds = own.some((path) => path.startsWith(`${name}/files/`));
    expect(differs || adds).toBe(name !== 'good');
    await withFolder(async (folder) => {
      await writeSubmission(name, folder);
      expect(await readdir(folder)).not.toEqual([]);
    });
  });

  test('states the verdict of every grader that has points', async () => {
    const { rubric } = await assignmentOf(name);
    const withPoints = Object.keys(rubric).filter((grader) => (rubric[grader] ?? 0) > 0);
    const { verdicts } = await readExpected(name);
    expect(Object.keys(verdicts).sort()).toEqual(withPoints.sort());
  });
});

test('Every grader with points takes them away in some scenario', async () => {
  const { rubric } = await assignmentOf('good');
  const all = await Promise.all(NAMES.map(readExpected));
  const never = Object.keys(rubric).filter((grader) =>
    all.every(({ verdicts }) => verdicts[grader] === 'pass' || verdicts[grader] === 'blocked'),
  );
  expect(never).toEqual([]);
});
