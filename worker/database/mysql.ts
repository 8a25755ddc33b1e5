import type { Container } from '../engine/engine.ts';
import { type Ask, askEither, type DatabaseClient, lookIn, portOption, setting } from './client.ts';

/** MySQL and MariaDB speak the same language; MariaDB's newer images have only the program `mariadb`. */
export async function mysqlClient(container: Container, ask: Ask): Promise<DatabaseClient> {
  const root = await setting(container, ask, 'MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD');
  const user = root === null ? ((await setting(container, ask, 'MYSQL_USER', 'MARIADB_USER')) ?? 'root') : 'root';
  const password = root ?? (await setting(container, ask, 'MYSQL_PASSWORD', 'MARIADB_PASSWORD')) ?? '';
  const own = (await setting(container, ask, 'MYSQL_DATABASE', 'MARIADB_DATABASE')) ?? 'dockgrade';
  const place = user === 'root' ? 'dockgrade' : own;
  const server = ['-h', '127.0.0.1', ...portOption(container, '-P'), '--protocol=tcp'];
  const options = [...server, '-u', user, '--connect-timeout=3', '-N', '-B', '-e'];
  const query = (sql: string) => askEither(ask, ['mariadb', 'mysql'], [...options, sql], { MYSQL_PWD: password });
  const table = `CREATE TABLE IF NOT EXISTS ${place}.dockgrade_marker (value VARCHAR(64))`;
  const create = user === 'root' ? `CREATE DATABASE IF NOT EXISTS ${place}; ${table}` : table;
  const select = (marker: string) => `SELECT value FROM ${place}.dockgrade_marker WHERE value = '${marker}'`;
  return {
    ping: async () => (await query('SELECT 1')).ok,
    dataDirectory: async () => (await query('SELECT @@datadir')).text.replace(/(.)\/$/, '$1') || null,
    write: async (marker) =>
      (
        await query(`${create}; INSERT INTO ${place}.dockgrade_marker VALUES ('${marker}'); ${select(marker)}`)
      ).text.includes(marker),
    read: async (marker) => lookIn(await query(select(marker)), marker),
  };
}
