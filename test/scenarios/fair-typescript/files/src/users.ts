import { query } from './database.js';

interface User {
  id: number;
  email: string;
  name: string;
}

const ask: (text: string, values?: unknown[]) => Promise<any[]> = query;

/** Creates the table when it is not there yet: what an earlier container wrote stays. */
export async function createTable(): Promise<void> {
  await ask('CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email text UNIQUE NOT NULL, name text NOT NULL)');
}

export function list(): Promise<User[]> {
  return ask('SELECT * FROM users ORDER BY id');
}

/** The user with this id; undefined when there is none. */
export async function find(id: string): Promise<User | undefined> {
  const [user] = await ask('SELECT * FROM users WHERE id = $1', [id]);
  return user;
}

/** The new user with its id; undefined when the email is taken. */
export async function create({ email, name }: Omit<User, 'id'>): Promise<User | undefined> {
  const [user] = await ask(
    'INSERT INTO users (email, name) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING RETURNING *',
    [email, name],
  );
  return user;
}
