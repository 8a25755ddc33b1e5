import { ObjectId } from 'mongodb';
import { users } from './database.js';

export function createTable() {}

export async function list() {
  const documents = await users.find().toArray();
  return documents.map(toUser);
}

export async function find(id) {
  const document = await users.findOne({ _id: new ObjectId(id) });
  return document ? toUser(document) : undefined;
}

export async function create({ email, name }) {
  if (await users.findOne({ email })) return undefined;
  const { insertedId } = await users.insertOne({ email, name });
  return { id: insertedId, email, name };
}

function toUser({ _id, email, name }) {
  return { id: _id, email, name };
}
