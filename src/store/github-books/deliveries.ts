import type { GithubBooks } from '../contract/github.ts';
import type { Database } from '../database.ts';

export function makeDeliveries({
  read,
  write,
}: Database): Pick<GithubBooks, 'hasDelivery' | 'addDelivery' | 'forgetDeliveries'> {
  return {
    hasDelivery: (id) =>
      read(async (db) => {
        const row = await db.selectFrom('github_deliveries').select('id').where('id', '=', id).executeTakeFirst();
        return row !== undefined;
      }),
    addDelivery: (id, at) =>
      write(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('github_deliveries')
          .values({ id, at })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }),
    forgetDeliveries: (before) =>
      write(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('github_deliveries')
          .where('at', '<', before)
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),
  };
}
