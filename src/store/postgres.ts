import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { type Database, makeDatabase } from './database.ts';
import type { Tables } from './tables.ts';
import { storable } from './text.ts';

const CONNECTIONS = 10;
/** Milliseconds. */
const CONNECT = 5000;
const QUERY = 60_000;
const INT8 = 20;

/** A pool of connections, made when they are needed. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'dockgrade',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT,
    query_timeout: QUERY,
    keepAlive: true,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // A connection that breaks while nobody uses it leaves the pool; whoever asks next is told when there is no other.
  pool.on('error', () => undefined);
  // One that breaks while it is used fails its query, and tells it here as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return makeDatabase(new Kysely<Tables>({ dialect: new PostgresDialect({ pool: cleaning(pool) }) }), 'postgres');
}

/** Texts are cleaned on their way in. */
function cleaning(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const query = client.query.bind(client) as (sql: string, parameters: unknown[]) => Promise<pg.QueryResult>;
      return {
        query: (sql: string, parameters: readonly unknown[]) => query(sql, parameters.map(storable)),
        release: (destroy?: boolean) => client.release(destroy),
      } as unknown as Awaited<ReturnType<PostgresPool['connect']>>;
    },
  };
}
