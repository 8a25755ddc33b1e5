import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import { type Database, makeDatabase } from './database.ts';
import { isLocked, storeFault } from './faults.ts';
import type { Tables } from './tables.ts';
import { storable } from './text.ts';

/** Milliseconds that one process waits for another. */
const BUSY = 10_000;
/** Milliseconds between two tries to get the lock. */
const PAUSE = 3;
const MOST_STATEMENTS = 300;

/** Opens a file, which is made where it is not there, readable for its owner alone. What was committed is on the disk. */
export function openSqlite(file: string): Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // The two files beside it get the mode of this one.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const sqlite = new Sqlite(file, { timeout: BUSY });
    for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) sqlite.pragma(setting);
    const db = new Kysely<Tables>({ dialect: new ImmediateDialect({ database: prepared(sqlite) }) });
    return makeDatabase(db, 'sqlite');
  } catch (error) {
    throw storeFault(error);
  }
}

/** Statements are kept, and texts cleaned on their way in. */
function prepared(sqlite: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  function prepare(sql: string) {
    const statement = sqlite.prepare<unknown[]>(sql);
    return {
      reader: statement.reader,
      all: (parameters: readonly unknown[]) => statement.all(parameters.map(storable)),
      run: (parameters: readonly unknown[]) => statement.run(parameters.map(storable)),
      iterate: (parameters: readonly unknown[]) => statement.iterate(parameters.map(storable)),
    };
  }
  return {
    close: () => sqlite.close(),
    prepare(sql) {
      const known = statements.get(sql) ?? prepare(sql);
      statements.delete(sql);
      statements.set(sql, known);
      const [oldest] = statements.keys();
      if (statements.size > MOST_STATEMENTS && oldest !== undefined) statements.delete(oldest);
      return known;
    },
  };
}

/**
 * A transaction takes the lock for writing at its beginning, so that it waits for others instead of failing at its first change. SQLite would wait with the
 * whole process: others of this process, the holder of the lock perhaps among them, would stand still.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = Date.now() + BUSY;
    await connection.executeQuery(NO_WAIT);
    try {
      while (!(await begun(connection, deadline))) await sleep(PAUSE * (0.5 + Math.random()));
    } finally {
      await connection.executeQuery(WAIT);
    }
  }

  /** Where SQLite found no room it has done so by itself, and what is told is that. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!String(error).includes('no transaction is active')) throw error;
    });
  }
}

const NO_WAIT = CompiledQuery.raw('pragma busy_timeout = 0');
const WAIT = CompiledQuery.raw(`pragma busy_timeout = ${BUSY}`);
const BEGIN = CompiledQuery.raw('begin immediate');

async function begun(connection: DatabaseConnection, deadline: number): Promise<boolean> {
  try {
    await connection.executeQuery(BEGIN);
    return true;
  } catch (error) {
    if (!isLocked(error) || Date.now() > deadline) throw error;
    return false;
  }
}

/** SQLite does change its schema in transactions: so two processes never migrate at once. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}
