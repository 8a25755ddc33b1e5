import type { Regrade } from '../contract/regrades.ts';
import type { Writer } from '../database.ts';
import { regradeOf } from './row.ts';

/** running → ready where every run has ended. */
export async function settle(trx: Writer): Promise<Regrade[]> {
  const rows = await trx
    .updateTable('regrades')
    .set({ state: 'ready' })
    .where('state', '=', 'running')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('submissions')
            .select('submissions.id')
            .whereRef('submissions.regrade', '=', 'regrades.id')
            .where('submissions.state', 'in', ['waiting', 'running']),
        ),
      ),
    )
    .returningAll()
    .execute();
  return rows.map(regradeOf);
}
