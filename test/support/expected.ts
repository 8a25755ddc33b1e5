import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Report, ReportResult } from '../../src/core/report/schema.ts';
import { SCENARIOS } from './places.ts';

const expectedSchema = z
  .object({
    outcome: z.enum(['graded', 'refused']),
    /** Rules of admission that must have refused the Compose file. */
    refusals: z.array(z.string()).default([]),
    /** Every grader that does not pass; all others must. A partial verdict says what it earns; one without points is written `{ "partial": 0 }`. */
    verdicts: z
      .record(z.string(), z.union([z.enum(['fail', 'blocked']), z.object({ partial: z.number() }).strict()]))
      .default({}),
    /** Grader → regular expression that its line must match: what it says, what it saw and what it advises. */
    says: z.record(z.string(), z.string()).default({}),
    /** Every rule that changed something in the Compose file, and says so. */
    notes: z.array(z.string()).optional(),
    /** Grader → ids of the diagnoses that its line shows, in their order; where there is an entry for one, no other line shows any. */
    diagnoses: z.record(z.string(), z.array(z.string())).optional(),
  })
  .strict();
export type Expected = z.infer<typeof expectedSchema>;

export async function readExpected(scenario: string): Promise<Expected> {
  return expectedSchema.parse(JSON.parse(await readFile(join(SCENARIOS, scenario, 'expected.json'), 'utf8')));
}

/** One line for everything in which a report is not as expected. */
export function differences(
  expected: Expected,
  report: Pick<Report, 'outcome' | 'refusals' | 'results' | 'notes'>,
): string[] {
  const found: string[] = [];
  const differs = (what: string, want: unknown, got: unknown) => {
    if (JSON.stringify(want) !== JSON.stringify(got)) found.push(`${what}: expected ${want}, got ${got}`);
  };
  differs('outcome', expected.outcome, report.outcome);
  differs('refusals', [...expected.refusals].sort(), [...new Set(report.refusals.map(({ rule }) => rule))].sort());
  const noted = [...new Set(report.notes.map(({ rule }) => rule))].sort();
  if (expected.notes) differs('notes', [...expected.notes].sort(), noted);
  const lines = new Map(report.results.map((line) => [line.grader, line]));
  for (const [grader, line] of lines) {
    found.push(...lineDifferences(expected.verdicts[grader] ?? 'pass', expected.says[grader], line));
  }
  if (expected.diagnoses) {
    const shown = report.results.filter(({ diagnoses }) => diagnoses.length > 0);
    const got = Object.fromEntries(shown.map(({ grader, diagnoses }) => [grader, diagnoses.map(({ id }) => id)]));
    if (!isDeepStrictEqual(got, expected.diagnoses)) {
      found.push(`diagnoses: expected ${JSON.stringify(expected.diagnoses)}, got ${JSON.stringify(got)}`);
    }
  }
  // Advice that is blocked has nothing to say, and is no line of a report.
  for (const [grader, want] of Object.entries(expected.verdicts)) {
    if (!lines.has(grader) && want !== 'blocked') found.push(`${grader}: expected ${want}, and it is not there`);
  }
  for (const grader of Object.keys(expected.says)) {
    if (!lines.has(grader)) found.push(`${grader}: expected.json says what it must say, and it is not there`);
  }
  return found;
}

function lineDifferences(
  want: Expected['verdicts'][string] | 'pass',
  says: string | undefined,
  line: ReportResult,
): string[] {
  const wanted = typeof want === 'string' ? want : `partial (${want.partial} points)`;
  const got = line.verdict === 'partial' ? `partial (${line.points.earned} points)` : line.verdict;
  const text = [line.message, line.actual, line.remedy].filter(Boolean).join(' | ');
  const found = wanted === got ? [] : [`${line.grader}: expected ${wanted}, got ${got}: ${text}`];
  if (says !== undefined && !new RegExp(says).test(text)) found.push(`${line.grader}: expected /${says}/, got ${text}`);
  return found;
}
