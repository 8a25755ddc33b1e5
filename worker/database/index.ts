import type { DatabaseKind } from '../../src/core/evidence/index.ts';
import type { Container, Engine } from '../engine/engine.ts';
import { type Ask, asker, type DatabaseClient } from './client.ts';
import { mongodbClient } from './mongodb.ts';
import { mysqlClient } from './mysql.ts';
import { postgresClient } from './postgres.ts';
import { redisClient } from './redis.ts';

export type { DatabaseClient } from './client.ts';

const CLIENTS: Record<DatabaseKind, (container: Container, ask: Ask) => Promise<DatabaseClient>> = {
  postgres: postgresClient,
  mysql: mysqlClient,
  mariadb: mysqlClient,
  mongodb: mongodbClient,
  redis: redisClient,
};

/** Where each kind writes when nobody says otherwise (the official images' documentation). */
export const DEFAULT_DIRECTORY: Record<DatabaseKind, string> = {
  postgres: '/var/lib/postgresql/data',
  mysql: '/var/lib/mysql',
  mariadb: '/var/lib/mysql',
  mongodb: '/data/db',
  redis: '/data',
};

/** A client for the database in this container, which must be running. */
export function clientFor(
  kind: DatabaseKind,
  engine: Engine,
  container: Container,
  signal: AbortSignal,
): Promise<DatabaseClient> {
  return CLIENTS[kind](container, asker(engine, container, signal));
}
