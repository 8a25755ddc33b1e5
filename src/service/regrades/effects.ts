import type { RegradeView } from '../../core/wire/grades.ts';
import type { GradeRow, StandingAttempt } from '../../store/contract/grades.ts';
import type { Regrade, RegradeItem } from '../../store/contract/regrades.ts';
import type { Store } from '../../store/store.ts';
import { gradeRows } from '../grades/rows.ts';
import { currentCompute } from '../keeper/result.ts';

/** What a regrade does to one person's computed grade. */
export type Effect = Omit<RegradeView['changes'][number], 'difference'>;

/** Up to so many people are looked up one by one, which is quicker than to read a large table whole. */
const FEW = 500;

/**
 * Of each person with a new result: the grade in the books, and the one that would be there. Computed as publishing computes it, so that nobody
 * changes who was not shown; once it is published, read from the history.
 */
export async function effectsOf(store: Store, regrade: Regrade, items: readonly RegradeItem[]): Promise<Effect[]> {
  const renewed = items.filter(({ after }) => after !== null);
  const people = [...new Set(renewed.map(({ person }) => person))];
  const rows = await rowsOf(store, regrade.assignment, people);
  if (regrade.state === 'published') return published(store, regrade, renewed, rows);
  const compute = await currentCompute(store, regrade.assignment);
  const after = new Map(renewed.map((item) => [item.submission, item.after]));
  const attempts = Map.groupBy(
    await store.grades.attempts(regrade.assignment, people.length === 1 ? people[0] : undefined),
    ({ person }) => person,
  );
  return rows.flatMap((row) => {
    const replaced = (attempts.get(row.person.id) ?? []).map(
      (one): StandingAttempt => ({ ...one, ...after.get(one.submission) }),
    );
    const { submission, score, possible } = compute(replaced);
    if (submission === null || score === null || possible === null) return [];
    return [{ ...whose(row), submission, before: inBooks(row), after: { earned: score, possible } }];
  });
}

async function published(
  store: Store,
  { assignment, endedAt }: Regrade,
  renewed: readonly RegradeItem[],
  rows: readonly GradeRow[],
): Promise<Effect[]> {
  const changes = endedAt === null ? [] : await store.grades.changesAt(assignment, endedAt);
  const regraded = new Map(changes.filter(({ kind }) => kind === 'regraded').map((change) => [change.person, change]));
  const items = new Map(
    renewed.flatMap(
      (item) =>
        [
          [item.person, item],
          [item.submission, item],
        ] as const,
    ),
  );
  return rows.flatMap((row) => {
    const change = regraded.get(row.person.id);
    const renewedOne = items.get(change?.submission ?? '') ?? items.get(row.person.id);
    if (!renewedOne?.after) return [];
    const { submission, before, after } = renewedOne;
    // Another attempt may have become the best: that one was not graded again, and its points are in the row.
    const counts = change?.submission ?? submission;
    const possible = counts === submission ? after.possible : (row.possible ?? after.possible);
    const score = change ?? { before: after.earned, after: after.earned };
    return [
      {
        ...whose(row),
        submission: counts,
        before: score.before === null ? null : { earned: score.before, possible: (before ?? after).possible },
        after: { earned: score.after ?? 0, possible },
      },
    ];
  });
}

async function rowsOf(store: Store, assignment: string, people: readonly string[]): Promise<GradeRow[]> {
  if (people.length <= FEW) {
    const rows = await Promise.all(people.map((person) => store.grades.row(assignment, person)));
    return rows.filter((row) => row !== null);
  }
  const wanted = new Set(people);
  const rows: GradeRow[] = [];
  for await (const row of gradeRows(store.grades, assignment)) if (wanted.has(row.person.id)) rows.push(row);
  return rows;
}

function whose({ person }: GradeRow): Pick<Effect, 'student'> {
  return { student: { id: person.id, name: person.name } };
}

function inBooks({ score, possible }: GradeRow): Effect['before'] {
  return score === null || possible === null ? null : { earned: score, possible };
}
