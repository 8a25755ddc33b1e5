import { sql } from 'kysely';
import type { Submission } from '../../core/submission.ts';
import { inChunks } from '../chunks.ts';
import type { Database, Reader, Writer } from '../database.ts';
import { type SubmissionRow, submissionOf } from './row.ts';

/** Gives free slots to who goes first, one at a time in all processes. */
export async function dispatch({ lock }: Database, trx: Writer): Promise<Submission[]> {
  await lock(trx, 'dispatch');
  const given: SubmissionRow[] = [];
  for (const chunk of inChunks(await firstOfEach(trx))) {
    const rows = await trx
      .updateTable('submissions')
      .set({ slot: ownSlot })
      .where('id', 'in', chunk)
      // It may have been cancelled since it was looked up.
      .where('state', '=', 'waiting')
      .returningAll()
      .execute();
    given.push(...rows);
  }
  return given
    .sort((a, b) => a.priority - b.priority || compare(a.accepted_at, b.accepted_at) || a.order - b.order)
    .map(submissionOf);
}

/** Of each person whose slot is free the waiting submission that goes first, and every regrade. */
async function firstOfEach(trx: Writer): Promise<string[]> {
  const rows = await trx
    .selectFrom('submissions')
    .leftJoin('submissions as holding', (join) => join.on('holding.slot', '=', ownSlot))
    .select(['submissions.id', ownSlot.as('slot')])
    .where('submissions.state', '=', 'waiting')
    .where('submissions.slot', 'is', null)
    .where('holding.id', 'is', null)
    .orderBy('submissions.priority', 'desc')
    .orderBy('submissions.accepted_at', 'desc')
    .orderBy('submissions.order', 'desc')
    .execute();
  // The last one of each slot stays: who goes first.
  return [...new Map(rows.map(({ id, slot }) => [slot, id])).values()];
}

/** The slot that a submission may have: that of its person, or of a regrade its own. */
const ownSlot = sql<string>`case when submissions.source = 'regrade' then submissions.id else submissions.person end`;

export async function dispatched(db: Reader): Promise<Submission[]> {
  const rows = await db
    .selectFrom('submissions')
    .selectAll()
    .where('slot', 'is not', null)
    .orderBy('priority')
    .orderBy('accepted_at')
    .orderBy('order')
    .execute();
  return rows.map(submissionOf);
}

export async function releaseSlot(trx: Writer, id: string): Promise<void> {
  await trx.updateTable('submissions').set({ slot: null }).where('id', '=', id).execute();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
