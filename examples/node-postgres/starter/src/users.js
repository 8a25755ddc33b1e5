import { query } from './database.js';

/** Creates the table when it is not there yet: what an earlier container wrote stays. */
export function createTable() {
  return query('CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email text UNIQUE NOT NULL, name text NOT NULL)');
}

export function list() {
  return query('SELECT * FROM users ORDER BY id');
}

/** The user with this id; undefined when there is none. */
export async function find(id) {
  const [user] = await query('SELECT * FROM users WHERE id = $1', [id]);
  return user;
}

/** The new user with its id; undefined when the email is taken. */
export async function create({ email, name }) {
  const [user] = await query(
    'INSERT INTO users (email, name) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING RETURNING *',
    [email, name],
  );
  return user;
}
