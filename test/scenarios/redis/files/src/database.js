import { createClient } from 'redis';

/** Tries again by itself, at the start and whenever the connection is lost; what is asked meanwhile fails at once. */
export const database = createClient({
  url: `redis://${process.env.DB_HOST ?? 'localhost'}:6379`,
  disableOfflineQueue: true,
  socket: { connectTimeout: 3000, reconnectStrategy: () => 500 },
});

database.on('error', (error) => console.error(`No connection: ${error.message}`));

export function connect() {
  return database.connect();
}

export function disconnect() {
  return database.close();
}
