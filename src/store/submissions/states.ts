import type { Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';

/** waiting → running */
export async function markRunning(trx: Writer, id: string, at: string): Promise<boolean> {
  const row = await trx
    .updateTable('submissions')
    .set(({ eb }) => ({ state: 'running' as const, started_at: at, tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('slot', 'is not', null)
    .returning(['id', 'state', 'tries'])
    .executeTakeFirst();
  if (!row) return false;
  await addStateEvents(trx, [row], at);
  return true;
}

/** running → waiting */
export async function putBack(trx: Writer, id: string): Promise<boolean> {
  const row = await trx
    .updateTable('submissions')
    .set({ state: 'waiting', started_at: null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning(['id', 'state', 'tries'])
    .executeTakeFirst();
  if (!row) return false;
  await addStateEvents(trx, [row], new Date().toISOString());
  return true;
}
