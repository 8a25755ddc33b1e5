import type { Submissions } from './contract/submissions.ts';
import type { Database } from './database.ts';
import { accept } from './submissions/accept.ts';
import { attemptsUsed } from './submissions/attempts.ts';
import { cancel } from './submissions/cancel.ts';
import { ahead, counts, recentSeconds } from './submissions/figures.ts';
import { finish } from './submissions/finish.ts';
import { listSubmissions } from './submissions/list.ts';
import { newestTold } from './submissions/newest-told.ts';
import { makeResults } from './submissions/results.ts';
import { submissionOf } from './submissions/row.ts';
import { sharers } from './submissions/sharers.ts';
import { dispatch, dispatched, releaseSlot } from './submissions/slots.ts';
import { markRunning, putBack } from './submissions/states.ts';

export function makeSubmissions(database: Database): Submissions {
  const { read, write } = database;
  return {
    ...makeResults(database),
    accept: (draft, options) => write((trx) => accept(database, trx, draft, options)),
    get: (id) =>
      read(async (db) => {
        const row = await db.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? submissionOf(row) : null;
      }),
    list: (filter) => read((db) => listSubmissions(db, filter)),
    dispatch: () => write((trx) => dispatch(database, trx)),
    dispatched: () => read(dispatched),
    markRunning: (id, at) => write((trx) => markRunning(trx, id, at)),
    putBack: (id) => write((trx) => putBack(trx, id)),
    finish: (id, ending, at, compute) => write((trx) => finish(database, trx, { id, ending, at, compute })),
    cancel: (id, reason, at) => write((trx) => cancel(database, trx, id, { reason, at })),
    releaseSlot: (id) => write((trx) => releaseSlot(trx, id)),
    ahead: (id) => read((db) => ahead(db, id)),
    recentSeconds: (assignment, limit) => read((db) => recentSeconds(db, assignment, limit)),
    attemptsUsed: (assignment, person) => read((db) => attemptsUsed(db, assignment, person)),
    sharers: (submission) => read((db) => sharers(db, submission)),
    newestTold: (submission) => read((db) => newestTold(db, submission)),
    counts: () => read(counts),
  };
}
