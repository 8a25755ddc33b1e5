import type { Submission } from '../../core/submission.ts';
import type { Database, Reader, Writer } from '../database.ts';
import { submissionOf } from './row.ts';

/** Gives free slots to who goes first, one at a time in all processes. */
export async function dispatch({ lock }: Database, trx: Writer): Promise<Submission[]> {
  await lock(trx, 'dispatch');
  const rows = await trx
    .with('candidates', (db) =>
      db
        .selectFrom('submissions')
        .select(({ eb, ref }) => [
          'id',
          'order',
          'priority',
          'accepted_at',
          eb.case().when('source', '=', 'regrade').then(ref('id')).else(ref('person')).end().as('free'),
        ])
        .where('state', '=', 'waiting')
        .where('slot', 'is', null),
    )
    .with('first', (db) =>
      db
        .selectFrom('candidates')
        .select(({ fn }) => [
          'id',
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('free').orderBy('priority').orderBy('accepted_at').orderBy('order'))
            .as('place'),
        ])
        .where('free', 'not in', (taken) =>
          taken.selectFrom('submissions').select('slot').where('slot', 'is not', null).$castTo<{ slot: string }>(),
        ),
    )
    .updateTable('submissions')
    .set(({ eb, ref }) => ({
      slot: eb.case().when('source', '=', 'regrade').then(ref('id')).else(ref('person')).end(),
    }))
    .where('id', 'in', (first) => first.selectFrom('first').select('first.id').where('place', '=', 1))
    .where('state', '=', 'waiting')
    .where('slot', 'is', null)
    .returningAll()
    .execute();
  return rows
    .sort((a, b) => a.priority - b.priority || compare(a.accepted_at, b.accepted_at) || a.order - b.order)
    .map(submissionOf);
}

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
