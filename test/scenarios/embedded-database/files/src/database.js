import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync('data/users.db');

export function connect() {}

export function query(text, values = []) {
  return database.prepare(text.replace('serial PRIMARY KEY', 'INTEGER PRIMARY KEY').replaceAll(/\$\d/g, '?')).all(...values);
}

export function disconnect() {
  database.close();
}
