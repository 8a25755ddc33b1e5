import { database } from './database.js';

export function createTable() {}

export async function list() {
  const users = await database.hGetAll('users');
  return Object.values(users).map((user) => JSON.parse(user));
}

export async function find(id) {
  const user = await database.hGet('users', id);
  return user ? JSON.parse(user) : undefined;
}

export async function create({ email, name }) {
  if (!(await database.hSetNX('emails', email, 'taken'))) return undefined;
  const user = { id: await database.incr('last-id'), email, name };
  await database.hSet('users', String(user.id), JSON.stringify(user));
  return user;
}
