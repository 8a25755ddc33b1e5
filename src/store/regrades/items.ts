import { hasEnded } from '../../core/submission.ts';
import type { RegradeItem } from '../contract/regrades.ts';
import type { Reader } from '../database.ts';

/** In the order in which the submissions were accepted. */
export async function regradeItems(db: Reader, regrade: string): Promise<RegradeItem[]> {
  const rows = await renewedItems(db, regrade)
    .leftJoin('results as before', 'before.id', 'regrade_items.before_result')
    .select([
      'regrade_items.run',
      'runs_again.state as run_state',
      'before.earned as before_earned',
      'before.possible as before_possible',
      'after.earned as after_earned',
      'after.possible as after_possible',
    ])
    .orderBy('submissions.accepted_at')
    .orderBy('submissions.order')
    .execute();
  return rows.map((row) => ({
    submission: row.submission,
    person: row.person,
    run: row.run,
    before: points(row.before_earned, row.before_possible),
    after: points(row.after_earned, row.after_possible),
    ended: row.run_state === null || hasEnded({ state: row.run_state }),
  }));
}

/** See `Regrades.progress`. */
export async function regradeProgress(
  db: Reader,
  regrade: string,
): Promise<{ of: number; ended: number; failed: number }> {
  return db
    .selectFrom('regrade_items')
    .leftJoin('submissions as runs_again', 'runs_again.id', 'regrade_items.run')
    .select(({ fn, eb, and, or }) => {
      const hasEnded = or([
        eb('regrade_items.run', 'is', null),
        eb('runs_again.state', 'in', ['finished', 'cancelled']),
      ]);
      const hasNone = eb(fn.coalesce('regrade_items.result', 'runs_again.result'), 'is', null);
      return [
        fn.countAll<number>().as('of'),
        fn.countAll<number>().filterWhere(hasEnded).as('ended'),
        fn
          .countAll<number>()
          .filterWhere(and([hasEnded, hasNone]))
          .as('failed'),
      ];
    })
    .where('regrade_items.regrade', '=', regrade)
    .executeTakeFirstOrThrow();
}

/** The items of a regrade with their new result, where there is one: `after`. */
export function renewedItems(db: Reader, regrade: string) {
  return db
    .selectFrom('regrade_items')
    .innerJoin('submissions', 'submissions.id', 'regrade_items.submission')
    .leftJoin('submissions as runs_again', 'runs_again.id', 'regrade_items.run')
    .leftJoin('results as after', (join) =>
      join.on((on) => on('after.id', '=', on.fn.coalesce('regrade_items.result', 'runs_again.result'))),
    )
    .select(['regrade_items.submission', 'submissions.person'])
    .where('regrade_items.regrade', '=', regrade);
}

function points(earned: number | null, possible: number | null): RegradeItem['after'] {
  return earned === null || possible === null ? null : { earned, possible };
}
