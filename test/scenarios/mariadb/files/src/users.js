import { query } from './database.js';

export function createTable() {
  return query(
    'CREATE TABLE IF NOT EXISTS users (id int AUTO_INCREMENT PRIMARY KEY, email varchar(200) UNIQUE NOT NULL, name varchar(200) NOT NULL)',
  );
}

export function list() {
  return query('SELECT * FROM users ORDER BY id');
}

export async function find(id) {
  const [user] = await query('SELECT * FROM users WHERE id = ?', [id]);
  return user;
}

export async function create({ email, name }) {
  const result = await query('INSERT IGNORE INTO users (email, name) VALUES (?, ?)', [email, name]);
  return result.affectedRows === 1 ? { id: result.insertId, email, name } : undefined;
}
