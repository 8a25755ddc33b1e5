import type { Assignment } from '../../core/assignment/schema.ts';
import { computeGrade } from '../../core/grades.ts';
import type { RubricPreview } from '../../core/wire/editor.ts';
import type { GradeRow, StandingAttempt } from '../../store/contract/grades.ts';
import { gradeRows } from '../grades/rows.ts';
import { judging } from '../regrades/judge.ts';
import type { ServiceDependencies } from '../service.ts';

const TENTHS = 10;

/**
 * The grades of everyone, by a draft of the assignment. Of each submission only its points are kept, so that ten thousand fit into memory; others get
 * their turn in between. Null when `signal` aborted: nobody waits for it any more.
 */
export async function previewOf(
  { store, graders }: Pick<ServiceDependencies, 'store' | 'graders'>,
  draft: Assignment,
  signal: AbortSignal,
): Promise<RubricPreview | null> {
  const { id } = draft;
  const points = new Map<string, { earned: number; possible: number }>();
  const gradable = await store.regrades.gradable(id);
  // Causes behind a loss cost time and no points.
  for await (const { submission, result } of judging(store.submissions, gradable, draft, { graders, diagnoses: [] })) {
    if (signal.aborted) return null;
    points.set(submission, { earned: result.earned, possible: result.possible });
  }
  const attempts = Map.groupBy(await store.grades.attempts(id), ({ person }) => person);
  const preview: RubricPreview = {
    judged: points.size,
    summary: { up: 0, down: 0, same: 0 },
    changes: [],
    distribution: { before: Array(TENTHS).fill(0), after: Array(TENTHS).fill(0) },
  };
  for await (const row of gradeRows(store.grades, id)) {
    if (signal.aborted) return null;
    const judged = (attempts.get(row.person.id) ?? []).map((one) => ({ ...one, ...points.get(one.submission) }));
    addGrade(preview, row, draft, judged);
  }
  preview.changes.sort((a, b) => a.difference - b.difference || (a.student.name < b.student.name ? -1 : 1));
  return preview;
}

function addGrade(
  { summary, changes, distribution }: RubricPreview,
  row: GradeRow,
  draft: Assignment,
  attempts: readonly StandingAttempt[],
): void {
  const { submission, score, possible } = computeGrade(draft, attempts);
  if (submission === null || score === null || possible === null) return;
  const after = { earned: score, possible };
  const before = row.score === null || row.possible === null ? null : { earned: row.score, possible: row.possible };
  count(distribution.after, after);
  if (before) count(distribution.before, before);
  const difference = Math.round((after.earned - (before?.earned ?? 0)) * 100) / 100;
  if (difference === 0) summary.same += 1;
  else summary[difference > 0 ? 'up' : 'down'] += 1;
  if (difference === 0) return;
  const { id, name } = row.person;
  changes.push({
    student: { id, name },
    submission,
    before,
    after,
    difference,
    overridden: row.override !== null,
  });
}

function count(tenths: number[], { earned, possible }: { earned: number; possible: number }): void {
  const share = possible > 0 ? earned / possible : 0;
  const tenth = Math.min(TENTHS - 1, Math.floor(share * TENTHS));
  tenths[tenth] = (tenths[tenth] ?? 0) + 1;
}
