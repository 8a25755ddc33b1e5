import { create, find, list } from './users.js';

/** Answers one HTTP request. Everything in and out is JSON. */
export async function answer(request, response) {
  let result;
  try {
    result = await route(request);
  } catch (error) {
    console.error(`${request.method} ${request.url}: ${error.message}`);
    result = [503, { error: 'try again later' }];
  }
  const [status, body] = result;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

async function route(request) {
  const path = request.url.split('?')[0];
  const id = /^\/users\/(\d{1,9})$/.exec(path)?.[1];
  if (request.method === 'GET' && path === '/') return [200, { service: 'users', routes: ['/users', '/users/:id'] }];
  if (request.method === 'GET' && path === '/users') return [200, await list()];
  if (request.method === 'GET' && id) return show(id);
  if (request.method === 'POST' && path === '/users') return add(await read(request));
  return [404, { error: 'no such page' }];
}

async function show(id) {
  const user = await find(id);
  return user ? [200, user] : [404, { error: 'no such user' }];
}

async function add(wanted) {
  if (typeof wanted?.email !== 'string' || typeof wanted?.name !== 'string') {
    return [400, { error: 'email and name are needed, both as text' }];
  }
  const user = await create(wanted);
  return user ? [201, user] : [409, { error: 'this email is taken' }];
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
