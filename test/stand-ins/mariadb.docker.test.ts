import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const IMAGE = 'mariadb:10.11';
const ENV = {
  MARIADB_ROOT_PASSWORD: 'root-secret',
  MARIADB_DATABASE: 'app_db',
  MARIADB_USER: 'me',
  MARIADB_PASSWORD: "it's",
};
const READY = ['healthcheck.sh', '--connect', '--innodb_initialized'];
const ask = (sql: string) => [
  'mariadb',
  '--host=127.0.0.1',
  '--user=me',
  "--password=it's",
  '--batch',
  '-N',
  'app_db',
  '-e',
  sql,
];

test('without a password it says what is missing', async () => {
  await using bench = await openBench([IMAGE]);
  const { exitCode, stderr } = await bench.run(IMAGE);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Database is uninitialized and password option is not specified');
});

test('the image tells its port and volume', async () => {
  await using bench = await openBench([IMAGE]);
  expect(await bench.inspectImage(IMAGE)).toMatchObject({
    ExposedPorts: { '3306/tcp': {} },
    Volumes: { '/var/lib/mysql': {} },
  });
});

test('accounts and database come from the environment, and survive a restart; init files run once', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, {
    env: ENV,
    files: {
      '/docker-entrypoint-initdb.d/1.sql': 'CREATE TABLE notes (text TEXT);',
      '/docker-entrypoint-initdb.d/2.sh':
        '#!/bin/sh\nmariadb -uroot -proot-secret app_db -e "INSERT INTO notes VALUES (\'run\')"',
    },
  });
  await container.until(...READY);
  expect((await container.exec(...ask('SELECT text FROM notes'))).stdout).toBe('run');
  expect(
    (await container.exec('mariadb', '-h127.0.0.1', '-uroot', '-proot-secret', '-e', 'SHOW DATABASES')).stdout,
  ).toContain('app_db');
  expect((await container.exec('mariadb', '-h127.0.0.1', '-uroot', '-e', 'SELECT 1')).exitCode).toBe(1);
  expect((await container.exec(...ask('CREATE DATABASE another'))).stderr).toContain('Access denied');

  const { exitCode, seconds } = await container.stop();
  expect(exitCode).toBe(0);
  expect(seconds).toBeLessThan(8);
  await container.start();
  await container.until(...READY);
  expect((await container.exec(...ask('SELECT count(*) FROM notes'))).stdout).toBe('1');
});

test('the older MYSQL_ names work as well; the server is process 1 and no root', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, {
    env: { MYSQL_ROOT_PASSWORD_FILE: '/secret', MYSQL_DATABASE: 'old' },
    files: { '/secret': 'from-a-file\n' },
  });
  await container.until(...READY);
  expect(
    (await container.exec('mysql', '-h127.0.0.1', '-uroot', '-pfrom-a-file', '-e', 'SHOW DATABASES')).stdout,
  ).toContain('old');
  expect((await container.exec('sh', '-c', 'cat /proc/1/comm; stat -c %u /proc/1')).stdout).toBe('mariadbd\n999');
});
