import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const pool = new pg.Pool({
  host: process.env.DB_HOST ?? 'localhost',
  port: Number(process.env.DB_PORT ?? 5432),
  user: process.env.POSTGRES_USER,
  password: process.env.POSTGRES_PASSWORD,
  database: process.env.POSTGRES_DB,
  connectionTimeoutMillis: 3000,
  query_timeout: 5000,
});

// A database that goes away breaks the idle connections of the pool. Without this line Node would end the process;
// with it the pool drops them and opens new ones for the next queries.
pool.on('error', (error) => console.error(`Lost a connection: ${error.message}`));

/** Waits until the database answers, a second between two tries. */
export async function connect(tries = 30) {
  for (let left = tries; ; left--) {
    try {
      await pool.query('SELECT 1');
      return;
    } catch (error) {
      if (left <= 1) throw error;
      console.error(`The database does not answer yet: ${error.message}`);
      await wait(1000);
    }
  }
}

export async function query(text, values) {
  const { rows } = await pool.query(text, values);
  return rows;
}

export function disconnect() {
  return pool.end();
}
