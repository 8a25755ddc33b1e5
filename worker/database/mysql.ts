import type { Container } from '../engine/engine.ts';
import { type Ask, type DatabaseClient, lookIn, setting } from './client.ts';

/** MySQL and MariaDB speak the same language; MariaDB's newer images have only the program `mariadb`. */
export async function mysqlClient(container: Container, ask: Ask): Promise<DatabaseClient> {
  const root = await setting(container, ask, 'MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD');
  const user = root === null ? ((await setting(container, ask, 'MYSQL_USER', 'MARIADB_USER')) ?? 'root') : 'root';
  const password = root ?? (await setting(container, ask, 'MYSQL_PASSWORD', 'MARIADB_PASSWORD')) ?? '';
  const own = (await setting(container, ask, 'MYSQL_DATABASE', 'MARIADB_DATABASE')) ?? 'dockgrade';
  const place = user === 'root' ? 'dockgrade' : own;
  const query = async (sql: string) => {
    const options = ['-h', '127.0.0.1', '--protocol=tcp', '-u', user, '--connect-timeout=3', '-N', '-B', '-e', sql];
    return (
      (await ask(['mariadb', ...options], { MYSQL_PWD: password })) ??
      (await ask(['mysql', ...options], { MYSQL_PWD: password }))
    );
  };
  const table = `CREATE TABLE IF NOT EXISTS ${place}.dockgrade_marker (value VARCHAR(64))`;
  const create = user === 'root' ? `CREATE DATABASE IF NOT EXISTS ${place}; ${table}` : table;
  return {
    ping: async () => (await query('SELECT 1')) !== null,
    dataDirectory: async () => (await query('SELECT @@datadir'))?.trim().replace(/(.)\/$/, '$1') || null,
    write: async (marker) =>
      (await query(`${create}; INSERT INTO ${place}.dockgrade_marker VALUES ('${marker}')`)) !== null,
    async read(marker) {
      const sql = `SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${place}' AND TABLE_NAME = 'dockgrade_marker'`;
      if ((await query(sql))?.trim() === '') return 'lost';
      return lookIn(await query(`SELECT value FROM ${place}.dockgrade_marker WHERE value = '${marker}'`), marker);
    },
  };
}
