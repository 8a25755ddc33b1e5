import { describe, expect, test } from 'vitest';
import type { ReportResult } from '../../src/core/report/schema.ts';
import { differences, type Expected } from './expected.ts';

const builds: ReportResult = {
  grader: 'image-builds',
  group: 'image',
  verdict: 'fail',
  points: { earned: 0, possible: 12 },
  title: 'Images build',
  message: 'It stops at `RUN npm ci`.',
  diagnoses: [],
  evidence: [],
  lesson: '003',
};
const report = { outcome: 'graded' as const, refusals: [], results: [builds], notes: [] };
const expected: Expected = { outcome: 'graded', refusals: [], verdicts: { 'image-builds': 'fail' }, says: {} };

describe('What a report must say', () => {
  test('is what it says', () => {
    expect(differences({ ...expected, says: { 'image-builds': 'npm ci' } }, report)).toEqual([]);
  });

  test.each([
    ['another outcome', { outcome: 'refused' as const }],
    ['a refusal that did not come', { refusals: ['privileged'] }],
    ['another verdict', { verdicts: { 'image-builds': 'blocked' as const } }],
    ['other points', { verdicts: { 'image-builds': { partial: 6 } } }],
    ['a grader that does not pass and is not spoken of', { verdicts: {} }],
    ['a grader that the report does not have', { verdicts: { ...expected.verdicts, 'stack-starts': 'fail' as const } }],
    ['a diagnosis that it does not show', { diagnoses: { 'image-builds': ['npm-ci-without-lock'] } }],
    ['a note that it does not have', { notes: ['ports'] }],
    ['other words', { says: { 'image-builds': 'npm install' } }],
  ])('differs by %s', (_, change) => {
    expect(differences({ ...expected, ...change }, report)).toHaveLength(1);
  });

  test('is every diagnosis that it shows, when they are spoken of', () => {
    const diagnosis = { id: 'x', title: 'x', message: 'x', why: 'x', remedy: 'x', evidence: [] };
    const shown = { ...report, results: [{ ...builds, diagnoses: [diagnosis] }] };
    expect(differences(expected, shown)).toEqual([]);
    expect(differences({ ...expected, diagnoses: { 'image-builds': ['x'] } }, shown)).toEqual([]);
    expect(differences({ ...expected, diagnoses: {} }, shown)).toHaveLength(1);
  });

  test('must be said of a line that is there', () => {
    const says = { 'image-bulids': 'npm ci' };
    expect(differences({ ...expected, says }, report)).toHaveLength(1);
  });
});
