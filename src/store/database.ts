import { type Kysely, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import { makeBatches } from './batches.ts';
import { isSerialisationFailure, storeFault } from './faults.ts';
import type { Tables } from './tables.ts';

export type Kind = 'sqlite' | 'postgres';
export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/** A database that is open: what every part of the store works on. */
export interface Database {
  readonly kind: Kind;
  readonly db: Kysely<Tables>;
  /** Queries that change nothing. Throws `store-unreachable`. */
  read<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  /** One transaction, or in SQLite a part of one that is undone alone; `work` may be called again where another transaction came in between. Throws `store-unreachable`. */
  write<T>(work: (trx: Writer) => Promise<T>): Promise<T>;
  /** A select that keeps others from changing its rows until the transaction ends. SQLite has one writer at a time anyway. */
  locked<Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
  ): SelectQueryBuilder<Tables, Table, Row>;
  /** Until the transaction ends nobody else gets a lock of this name. */
  lock(trx: Writer, name: string): Promise<void>;
}

const TRIES = 5;

export function makeDatabase(db: Kysely<Tables>, kind: Kind): Database {
  const batched = makeBatches(db);
  const transaction: Database['write'] = (work) =>
    kind === 'sqlite' ? batched(work) : again(() => db.transaction().execute(work));
  return {
    kind,
    db,
    read: (work) => told(() => work(db)),
    write: (work) => told(() => transaction(work)),
    locked: (query) => (kind === 'postgres' ? query.forUpdate() : query),
    async lock(trx, name) {
      if (kind === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    },
  };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(error);
  }
}

/** A transaction that the database ended in favour of another one has changed nothing, and is begun again. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || !isSerialisationFailure(error)) throw error;
    }
  }
}
