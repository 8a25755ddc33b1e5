import { setTimeout as wait } from 'node:timers/promises';
import { createPool } from 'mysql2/promise';

const pool = createPool({
  host: process.env.DB_HOST ?? 'localhost',
  user: process.env.MARIADB_USER,
  password: process.env.MARIADB_PASSWORD,
  database: process.env.MARIADB_DATABASE,
  connectTimeout: 3000,
});

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
  const [rows] = await pool.query(text, values);
  return rows;
}

export function disconnect() {
  return pool.end();
}
