import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const IMAGE = 'postgres:15-bookworm';
const ENV = { POSTGRES_USER: 'me', POSTGRES_PASSWORD: "it's", POSTGRES_DB: 'app' };
const READY = ['pg_isready', '--host', '127.0.0.1', '--username', 'me', '--dbname', 'app'];
const ask = (sql: string) => [
  'psql',
  '--username',
  'me',
  '--dbname',
  'app',
  '--tuples-only',
  '--no-align',
  '--command',
  sql,
];

test('without a password it says what is missing, in the official words', async () => {
  await using bench = await openBench([IMAGE]);
  const { exitCode, stderr } = await bench.run(IMAGE);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Error: Database is uninitialized and superuser password is not specified.');
  expect(stderr).toContain('You must specify POSTGRES_PASSWORD to a non-empty value for the');
});

test('the image tells its port, volume, data folder and stop signal', async () => {
  await using bench = await openBench([IMAGE]);
  expect(await bench.inspectImage(IMAGE)).toMatchObject({
    ExposedPorts: { '5432/tcp': {} },
    Volumes: { '/var/lib/postgresql/data': {} },
    StopSignal: 'SIGINT',
    Cmd: ['postgres'],
    Env: expect.arrayContaining(['PGDATA=/var/lib/postgresql/data']),
  });
});

test('user, password and database come from the environment, and init files run once before anyone can connect', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, {
    env: ENV,
    files: {
      '/docker-entrypoint-initdb.d/1.sql': 'CREATE TABLE notes (text TEXT);',
      '/docker-entrypoint-initdb.d/2.sql.gz': gzipSync("INSERT INTO notes VALUES ('packed');"),
      '/docker-entrypoint-initdb.d/3.sh':
        '#!/bin/sh\nsleep 1\npsql --username me --dbname app --command "INSERT INTO notes VALUES (\'run\')"',
      '/docker-entrypoint-initdb.d/4.sh':
        'psql --username me --dbname app --command "INSERT INTO notes VALUES (\'sourced\')"',
    },
  });
  await container.until(...READY);
  expect((await container.exec(...ask('SELECT text FROM notes ORDER BY text'))).stdout).toBe('packed\nrun\nsourced');

  await container.stop();
  await container.start();
  await container.until(...READY);
  expect((await container.exec(...ask('SELECT count(*) FROM notes'))).stdout).toBe('3');
  expect(await container.logs()).toContain('Skipping initialization');
});

test('the password counts on the network, and is not asked for on the socket', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, { env: ENV });
  await container.until(...READY);
  const overNetwork = (password: string) =>
    container.exec(
      'sh',
      '-c',
      'PGPASSWORD="$1" psql --host "$(hostname -i)" --username me app --command "SELECT 1"',
      '-',
      password,
    );
  expect((await overNetwork("it's")).exitCode).toBe(0);
  expect((await overNetwork('wrong')).stderr).toContain('password authentication failed for user "me"');
  expect((await container.exec(...ask('SELECT 1'))).stdout).toBe('1');
});

test('the server itself is process 1, as the user postgres, and ends at once with status 0', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, { env: ENV });
  await container.until(...READY);
  const { stdout } = await container.exec('sh', '-c', 'cat /proc/1/comm; id -u postgres; stat -c %u /proc/1');
  expect(stdout.split('\n')).toEqual(['postgres', '999', '999']);
  const { exitCode, seconds } = await container.stop();
  expect(exitCode).toBe(0);
  expect(seconds).toBeLessThan(8);
});

test('a password may come from a file, but not from both; options reach the server', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, {
    env: { POSTGRES_PASSWORD_FILE: '/secret' },
    files: { '/secret': 'from-a-file\n' },
    command: ['postgres', '-c', 'max_connections=7'],
  });
  await container.until('psql', '--username', 'postgres', '--host', '127.0.0.1', '--command', 'SELECT 1');
  expect((await container.exec('psql', '-U', 'postgres', '-Atc', 'SHOW max_connections')).stdout).toBe('7');
  const both = await bench.run(IMAGE, [], ['-e', 'POSTGRES_PASSWORD=a', '-e', 'POSTGRES_PASSWORD_FILE=/secret']);
  expect(both.stderr).toContain('both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set');
});
