import type { Report, ReportResult } from './schema.ts';

/** What a line said in one of the two reports. */
export type ComparedLine = Pick<ReportResult, 'verdict' | 'points' | 'message'>;

/** `added`, `removed`: the rubric of only one of them has the line. `changed`: it says something else for the same points. */
export type ChangeKind = 'gained' | 'lost' | 'changed' | 'added' | 'removed';

export interface LineChange {
  grader: string;
  /** As the newer report has it, where it has it. */
  title: string;
  kind: ChangeKind;
  /** Points more than before; 0 for a line that only one of them has. */
  difference: number;
  before: ComparedLine | null;
  after: ComparedLine | null;
}

export interface Comparison {
  /** Points of the whole score more than before. */
  difference: number;
  /** In the order of the newer report; lines that it no longer has come last. */
  changes: LineChange[];
  /** How many lines are as they were. */
  unchanged: number;
}

type Compared = Pick<Report, 'score' | 'results'>;

/** What changed from one report to another of the same assignment, in the same language. Pure. */
export function compareReports(before: Compared, after: Compared): Comparison {
  const old = new Map(before.results.map((line) => [line.grader, line]));
  const now = new Set(after.results.map(({ grader }) => grader));
  const changes = [
    ...after.results.map((line) => changeOf(old.get(line.grader) ?? null, line)),
    ...before.results.filter(({ grader }) => !now.has(grader)).map((line) => changeOf(line, null)),
  ].filter((change) => change !== null);
  const inBoth = after.results.filter(({ grader }) => old.has(grader)).length;
  return {
    difference: rounded(after.score.earned - before.score.earned),
    changes,
    unchanged: inBoth - changes.filter((change) => change.before !== null && change.after !== null).length,
  };
}

function changeOf(before: ReportResult | null, after: ReportResult | null): LineChange | null {
  const line = after ?? before;
  if (line === null) return null;
  const { grader, title } = line;
  // Advice without points stands in a report only where its stage was reached: that it is there or not is no change of the rubric.
  if ((before === null || after === null) && line.points.possible === 0) return null;
  const both = { grader, title, before: before && compared(before), after: after && compared(after) };
  if (before === null) return { ...both, kind: 'added', difference: 0 };
  if (after === null) return { ...both, kind: 'removed', difference: 0 };
  const difference = rounded(after.points.earned - before.points.earned);
  if (difference !== 0) return { ...both, kind: difference > 0 ? 'gained' : 'lost', difference };
  return saysTheSame(before, after) ? null : { ...both, kind: 'changed', difference };
}

/** What a line that passes says besides is of no consequence: times, names, counts. */
function saysTheSame(before: ReportResult, after: ReportResult): boolean {
  if (before.verdict !== after.verdict || before.points.possible !== after.points.possible) return false;
  return before.verdict === 'pass' || before.message === after.message;
}

function compared({ verdict, points, message }: ReportResult): ComparedLine {
  return { verdict, points, message };
}

function rounded(points: number): number {
  // Adding zero makes one of minus zero.
  return Math.round(points * 100) / 100 + 0;
}
