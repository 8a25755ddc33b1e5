import { hasEnded } from '../../core/submission.ts';
import type { StatusState } from '../contract/github.ts';
import type { Compute, Ending } from '../contract/submissions.ts';
import type { Database, Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';
import { queueStatus } from '../github-books/queue-status.ts';
import { gradeAgain } from '../grades/grade-again.ts';
import { markHandedIn } from '../grades/handed-in.ts';
import { lockPeople } from '../people/lock.ts';
import { addResults, addRun } from './results.ts';

const STATUS: Record<Ending['outcome'], StatusState> = { graded: 'success', refused: 'failure', error: 'error' };

interface Finish {
  id: string;
  ending: Ending;
  at: string;
  compute: Compute;
}

/** waiting or running → finished, with everything that follows from it. */
export async function finish(database: Database, trx: Writer, { id, ending, at, compute }: Finish): Promise<boolean> {
  const owner = await trx.selectFrom('submissions').select('person').where('id', '=', id).executeTakeFirst();
  if (!owner) return false;
  await lockPeople(database, trx, [owner.person]);
  const before = await database
    .locked(trx.selectFrom('submissions').select(['state', 'tries', 'commit_hash']).where('id', '=', id))
    .executeTakeFirst();
  if (!before || hasEnded(before)) return false;

  const result = ending.outcome === 'error' ? null : ending.result;
  const row = await trx
    .updateTable('submissions')
    .set({
      state: 'finished',
      outcome: ending.outcome,
      ended_at: at,
      tries: Math.max(before.tries, ending.tries),
      slot: null,
      ...(ending.outcome === 'error'
        ? { fault: JSON.stringify(ending.fault) }
        : { result: ending.result.id, commit_hash: ending.run.submission.commit ?? before.commit_hash }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await addStateEvents(trx, [row], at);
  await markHandedIn(trx, row.assignment, row.person);
  if (ending.outcome !== 'error') {
    await addRun(trx, id, ending.run);
    await addResults(trx, [ending.result]);
    if (row.source !== 'regrade') {
      const { assignment, person } = row;
      await gradeAgain(trx, assignment, [person], compute, { at, by: null, kind: 'graded', submission: id });
    }
  }
  await queueStatus(trx, row, {
    state: STATUS[ending.outcome],
    at,
    earned: result?.earned,
    possible: result?.possible,
  });
  return true;
}
