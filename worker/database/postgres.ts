import type { Container } from '../engine/engine.ts';
import { type Ask, type DatabaseClient, lookIn, portOption, setting } from './client.ts';

/** A schema of our own: an application that drops and re-creates its schema does not touch it. */
const CREATE = 'CREATE SCHEMA IF NOT EXISTS dockgrade; CREATE TABLE IF NOT EXISTS dockgrade.marker (value text)';

export async function postgresClient(container: Container, ask: Ask): Promise<DatabaseClient> {
  const user = (await setting(container, ask, 'POSTGRES_USER', 'POSTGRESQL_USERNAME')) ?? 'postgres';
  const database = (await setting(container, ask, 'POSTGRES_DB', 'POSTGRESQL_DATABASE')) ?? user;
  const password = (await setting(container, ask, 'POSTGRES_PASSWORD', 'POSTGRESQL_PASSWORD')) ?? '';
  const query = (sql: string) =>
    ask(
      [
        'psql',
        '-h',
        '127.0.0.1',
        ...portOption(container, '-p'),
        '-U',
        user,
        '-d',
        database,
        '-X',
        '-q',
        '-A',
        '-t',
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        sql,
      ],
      {
        PGPASSWORD: password,
        PGCONNECT_TIMEOUT: '3',
        PGOPTIONS: '-c client_min_messages=error',
        LC_ALL: 'C',
      },
    );
  return {
    ping: async () => (await query('SELECT 1')).ok,
    dataDirectory: async () => (await query('SHOW data_directory')).text || null,
    write: async (marker) =>
      (await query(`${CREATE}; INSERT INTO dockgrade.marker VALUES ('${marker}') RETURNING value`)).text.includes(
        marker,
      ),
    read: async (marker) => lookIn(await query(`SELECT value FROM dockgrade.marker WHERE value = '${marker}'`), marker),
  };
}
