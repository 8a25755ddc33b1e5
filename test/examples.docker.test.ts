import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultRubric, graders } from '../graders/index.ts';
import { parseAssignment } from '../src/core/assignment/parse.ts';
import type { Report } from '../src/core/report/schema.ts';
import { Grading } from './support/grading.ts';
import { ROOT } from './support/places.ts';

const EXAMPLES = join(ROOT, 'examples');

let grading: Grading;
beforeAll(async () => {
  grading = await Grading.open();
});
afterAll(() => grading.close());

describe.each(readdirSync(EXAMPLES))('The homework %s on a real engine', (name) => {
  test('its solution earns every point, and there is no advice to give', async ({ signal }) => {
    const report = await reportOf(name, 'solution', signal);
    expect(report.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(report.score.earned).toBe(report.score.possible);
    expect(report.leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
  });

  test('what students are given earns nothing yet, and is told where to begin', async ({ signal }) => {
    const report = await reportOf(name, 'starter', signal);
    expect(report.outcome).toBe('graded');
    expect(report.score.earned).toBe(0);
    const failing = report.results.filter(({ verdict, points }) => verdict !== 'blocked' && points.possible > 0);
    expect(failing.map(({ grader, verdict }) => [grader, verdict])).toEqual([['compose-present', 'fail']]);
  });
});

async function reportOf(name: string, part: 'solution' | 'starter', signal: AbortSignal): Promise<Report> {
  const text = await readFile(join(EXAMPLES, name, 'assignment.yaml'), 'utf8');
  const known = graders.map(({ id }) => id);
  const assignment = parseAssignment(text, 'assignment.yaml', defaultRubric, known);
  return grading.report(join(EXAMPLES, name, part), assignment, signal);
}
