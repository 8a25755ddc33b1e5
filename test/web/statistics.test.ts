import { expect, test } from 'vitest';
import type { GraderStatistics, StatisticsView } from '../../src/core/wire/statistics.ts';
import { distribution } from '../../src/web/charts/distribution.ts';
import { statisticsPage } from '../../src/web/pages/statistics.ts';
import { testFrame } from '../support/frame.ts';

const grader: GraderStatistics = {
  ...{ id: 'db-volume', title: 'A volume keeps the data', lesson: '003', people: 10 },
  verdicts: { pass: 4, partial: 1, fail: 3, blocked: 2, error: 0 },
  ...{ lost: 6, lostShare: 0.55 },
};
const view: StatisticsView = {
  assignment: { id: 'homework', title: 'Homework', possible: 100 },
  ...{ people: 12, submitted: 10, missing: 2, late: 3 },
  scores: [
    { score: 0, people: 1 },
    { score: 40, people: 4 },
    { score: 90, people: 3 },
    { score: 100, people: 2 },
  ],
  graders: [grader],
};

test('what most lost is a sentence, with its lesson and the way to those who lost it', () => {
  const page = statisticsPage(testFrame(), view);
  expect(page).toContain(
    '<strong>60%</strong> lost points for “A volume keeps the data” <span class="quiet">(lesson 003)</span>',
  );
  expect(page).toContain('href="/assignments/homework/grades?lost=db-volume"');
  expect(statisticsPage(testFrame('es'), view)).toMatch(/El <strong>60\s%<\/strong> perdió puntos en «A volume/);
});

test('middle, mean and quartiles are those of the students, not of the scores', () => {
  const page = statisticsPage(testFrame(), view);
  expect(page).toMatch(/<dt>Median<\/dt><dd>65 /);
  expect(page).toMatch(/<dt>Mean<\/dt><dd>63</);
  expect(page).toMatch(/<dt>Middle half<\/dt><dd>40 – 90</);
});

test('each part of a bar is as wide as its verdict is frequent', () => {
  const bar = /<svg class="rate".*?<\/svg>/.exec(statisticsPage(testFrame(), view))?.[0] ?? '';
  const parts = Array.from(bar.matchAll(/class="v-(\w+)" x="([\d.]+)" width="([\d.]+)"/g), (match) => match.slice(1));
  expect(parts).toEqual([
    ['pass', '0.00', '40.00'],
    ['partial', '40.00', '10.00'],
    ['fail', '50.00', '30.00'],
    ['blocked', '80.00', '20.00'],
  ]);
});

test('everybody stands in one step of the distribution, full marks in the last one below a bonus', () => {
  const steps = distribution([...view.scores, { score: 110, people: 1 }], 100);
  expect(steps).toHaveLength(11);
  expect(steps.reduce((sum, { people }) => sum + people, 0)).toBe(11);
  expect(steps.at(9)).toEqual({ from: 90, to: 100, people: 2 });
  expect(steps.at(10)).toEqual({ from: 100, to: 110, people: 1 });
  expect(steps[0]).toEqual({ from: 0, to: 10, people: 1 });
  expect(distribution([{ score: 3.33, people: 2 }], 3.33).at(-1)?.people).toBe(2);
  expect(distribution([{ score: 0, people: 1 }], 0)[0]?.people).toBe(1);
});

test('nothing graded yet is said, and divides by nothing', () => {
  const none = { ...view, people: 0, submitted: 0, missing: 0, late: 0, scores: [], graders: [] };
  const page = statisticsPage(testFrame(), none);
  expect(page).toContain('Nothing was graded yet.');
  expect(page).not.toMatch(/NaN|Infinity/);
});

test('the numbers below the histogram have room inside of it, at both ends', () => {
  const page = statisticsPage(testFrame(), { ...view, assignment: { ...view.assignment, possible: 1000 } });
  const places = [...page.matchAll(/<text class="x" x="([\d.]+)"[^>]*>([\d,]+)</g)].map(
    ([, x, words]) => [Number(x), (words ?? '').length * 6.5] as const,
  );
  expect(places).toHaveLength(6);
  for (const [x, width] of places) {
    expect(x - width / 2).toBeGreaterThanOrEqual(0);
    expect(x + width / 2).toBeLessThanOrEqual(400);
  }
});
