import { query } from './database.js';

/** Answers one HTTP request. Everything in and out is JSON. */
export async function answer(request, response) {
  let result;
  try {
    result = await route(request);
  } catch (error) {
    console.error(`${request.method} ${request.url}: ${error.message}`);
    result = error.code === UNIQUE_VIOLATION ? [409, { error: 'this email is taken' }] : [503, { error: 'try again later' }];
  }
  const [status, body] = result;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

const UNIQUE_VIOLATION = '23505';

async function route(request) {
  const path = request.url.split('?')[0];
  const id = /^\/users\/(\d{1,9})$/.exec(path)?.[1];
  if (request.method === 'GET' && path === '/') return [200, { service: 'users', routes: ['/users', '/users/:id'] }];
  if (request.method === 'GET' && path === '/users') return [200, await query('SELECT * FROM users ORDER BY id')];
  if (request.method === 'POST' && path === '/users') return create(await read(request));
  if (request.method === 'GET' && id) return find(id);
  return [404, { error: 'no such page' }];
}

async function create(user) {
  if (typeof user?.email !== 'string' || typeof user?.name !== 'string') {
    return [400, { error: 'email and name are needed, both as text' }];
  }
  const rows = await query('INSERT INTO users (email, name) VALUES ($1, $2) RETURNING *', [user.email, user.name]);
  return [201, rows[0]];
}

async function find(id) {
  const rows = await query('SELECT * FROM users WHERE id = $1', [id]);
  return rows.length > 0 ? [200, rows[0]] : [404, { error: 'no such user' }];
}

/** The body as JSON; undefined when it is no JSON. */
async function read(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
