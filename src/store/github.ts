import type { GithubBooks } from './contract/github.ts';
import type { Database } from './database.ts';
import { makeDeliveries } from './github-books/deliveries.ts';
import { enrolments } from './github-books/enrolments.ts';
import { makeRepositories } from './github-books/repositories.ts';
import { dueStatuses, statusFailed, statusSent } from './github-books/statuses.ts';

export function makeGithub(database: Database): GithubBooks {
  const { read, write } = database;
  return {
    ...makeDeliveries(database),
    ...makeRepositories(database),
    enrolments: (repository) => read((db) => enrolments(db, repository)),
    dueStatuses: (now, limit) => write((trx) => dueStatuses(database, trx, now, limit)),
    statusSent: (id) => write((trx) => statusSent(trx, id)),
    statusFailed: (id, nextAt, message) => write((trx) => statusFailed(trx, id, nextAt, message)),
  };
}
