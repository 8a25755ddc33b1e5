import type { Regrades } from './contract/regrades.ts';
import type { Database } from './database.ts';
import { addJudged, addRuns } from './regrades/add.ts';
import { discard } from './regrades/discard.ts';
import { gradable } from './regrades/gradable.ts';
import { regradeItems, regradeProgress } from './regrades/items.ts';
import { publish } from './regrades/publish.ts';
import { regradeOf } from './regrades/row.ts';
import { settle } from './regrades/settle.ts';

export function makeRegrades(database: Database): Regrades {
  const { read, write } = database;
  return {
    addJudged: (regrade, results) => write((trx) => addJudged(trx, regrade, results)),
    addRuns: (regrade, submissions) => write((trx) => addRuns(trx, regrade, submissions)),
    get: (id) =>
      read(async (db) => {
        const row = await db.selectFrom('regrades').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? regradeOf(row) : null;
      }),
    list: (assignment) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('regrades')
          .selectAll()
          .where('assignment', '=', assignment)
          .orderBy('order', 'desc')
          .execute();
        return rows.map(regradeOf);
      }),
    items: (id) => read((db) => regradeItems(db, id)),
    progress: (id) => read((db) => regradeProgress(db, id)),
    settle: () => write(settle),
    publish: (id, by, at, compute) => write((trx) => publish(database, trx, { id, by, at, compute })),
    discard: (id, at) => write((trx) => discard(trx, id, at)),
    gradable: (assignment, person) => read((db) => gradable(db, assignment, person)),
  };
}
