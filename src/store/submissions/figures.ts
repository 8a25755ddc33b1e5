import { OUTCOMES, type Outcome, STATES, type State } from '../../core/submission.ts';
import type { Counts } from '../contract/submissions.ts';
import type { Reader } from '../database.ts';

/** How many waiting submissions go before this one. */
export async function ahead(db: Reader, id: string): Promise<number | null> {
  const own = await db
    .selectFrom('submissions')
    .select(['priority', 'accepted_at', 'order'])
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (!own) return null;
  const { count } = await db
    .selectFrom('submissions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('priority', 'accepted_at', 'order'), '<', tuple(own.priority, own.accepted_at, own.order)),
    )
    .executeTakeFirstOrThrow();
  return count;
}

/** Seconds from start to end of the latest that came to a report: a fault says nothing about how long the others take. */
export async function recentSeconds(db: Reader, assignment: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('submissions')
    .select(['started_at', 'ended_at'])
    .where('assignment', '=', assignment)
    .where('state', '=', 'finished')
    .where('outcome', 'in', ['graded', 'refused'])
    .where('started_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(limit)
    .$narrowType<{ started_at: string; ended_at: string }>()
    .execute();
  return rows.map(({ started_at, ended_at }) => (Date.parse(ended_at) - Date.parse(started_at)) / 1000);
}

/** Everything that was ever accepted, by where it is. */
export async function counts(db: Reader): Promise<Counts> {
  const rows = await db
    .selectFrom('submissions')
    .select(({ fn }) => ['state', 'outcome', fn.countAll<number>().as('count')])
    .groupBy(['state', 'outcome'])
    .execute();
  const oldest = await db
    .selectFrom('submissions')
    .select(({ fn }) => fn.min('accepted_at').as('at'))
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  const sum = (fits: (row: { state: State; outcome: Outcome | null }) => boolean) =>
    rows.filter(fits).reduce((total, { count }) => total + count, 0);
  const of = <Name extends string>(names: readonly Name[], count: (name: Name) => number) =>
    Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, number>;
  return {
    accepted: sum(() => true),
    ...of(STATES, (name) => sum(({ state }) => state === name)),
    outcomes: of(OUTCOMES, (name) => sum(({ outcome }) => outcome === name)),
    oldestWaitingAt: oldest?.at ?? null,
  };
}
