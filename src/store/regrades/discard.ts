import type { Regrade } from '../contract/regrades.ts';
import type { Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';
import { regradeOf } from './row.ts';

/** running or ready → discarded; what of it has not ended is cancelled. */
export async function discard(
  trx: Writer,
  id: string,
  at: string,
): Promise<{ regrade: Regrade; cancelled: string[] } | null> {
  const row = await trx
    .updateTable('regrades')
    .set({ state: 'discarded', ended_at: at })
    .where('id', '=', id)
    .where('state', 'in', ['running', 'ready'])
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  const cancelled = await trx
    .updateTable('submissions')
    .set({ state: 'cancelled', cancel_reason: 'asked', ended_at: at })
    .where('regrade', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning(['id', 'state', 'tries'])
    .execute();
  await addStateEvents(trx, cancelled, at);
  return { regrade: regradeOf(row), cancelled: cancelled.map((one) => one.id) };
}
