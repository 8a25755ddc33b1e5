import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/**
 * Whether somebody handed anything in that was neither cancelled nor ended by a fault of ours: `1` or `0` for a row of `grades`. In SQL, as the migration that
 * brought `grades.handed_in` asks it of all rows.
 */
export const HANDED_IN = sql<
  0 | 1
>`case when exists (select 1 from submissions where submissions.assignment = grades.assignment
  and submissions.person = grades.person and submissions.source <> 'regrade' and submissions.state <> 'cancelled'
  and (submissions.outcome is null or submissions.outcome <> 'error')) then 1 else 0 end`;

/** Writes down whether this person handed in. The caller holds the person's lock, and has changed the state of a submission of theirs. */
export async function markHandedIn(trx: Writer, assignment: string, person: string): Promise<void> {
  await sql`update grades set handed_in = ${HANDED_IN} where assignment = ${assignment} and person = ${person}`.execute(
    trx,
  );
}
