import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';

const client = new MongoClient(`mongodb://${process.env.DB_HOST ?? 'localhost'}:27017`, {
  auth: { username: process.env.MONGO_INITDB_ROOT_USERNAME, password: process.env.MONGO_INITDB_ROOT_PASSWORD },
  serverSelectionTimeoutMS: 3000,
  connectTimeoutMS: 3000,
});

export const users = client.db('users').collection('users');

/** Waits until the database answers, a second between two tries. */
export async function connect(tries = 30) {
  for (let left = tries; ; left--) {
    try {
      await client.db('admin').command({ ping: 1 });
      return;
    } catch (error) {
      if (left <= 1) throw error;
      console.error(`The database does not answer yet: ${error.message}`);
      await wait(1000);
    }
  }
}

export function disconnect() {
  return client.close();
}
