import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const IMAGE = 'mongo:7';
const ENV = { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: 'secret' };
const shell = (script: string, ...options: string[]) => ['mongosh', '--quiet', ...options, '--eval', script];
const asRoot = (script: string) =>
  shell(script, '-u', 'root', '-p', 'secret', '--authenticationDatabase', 'admin', 'app');

test('the image tells its port and volumes', async () => {
  await using bench = await openBench([IMAGE]);
  expect(await bench.inspectImage(IMAGE)).toMatchObject({
    ExposedPorts: { '27017/tcp': {} },
    Volumes: { '/data/db': {}, '/data/configdb': {} },
    Cmd: ['mongod'],
  });
});

test('documents are written, found, changed and removed, and survive a restart', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE);
  await container.until(...shell('db.runCommand({ ping: 1 })'));
  const { stdout } = await container.exec(
    ...shell(`
      db.notes.insertMany([{ text: 'one', n: 1 }, { text: 'two', n: 2 }, { text: 'three', n: 3 }]);
      db.notes.updateOne({ text: 'one' }, { $set: { text: 'uno' }, $inc: { n: 10 } });
      db.notes.deleteOne({ n: { $gt: 2, $lt: 4 } });
      print(db.notes.find({}, { _id: 0 }).sort({ n: 1 }).toArray().map((note) => note.text + note.n).join());
      db.notes.createIndex({ text: 1 }, { unique: true });
      try { db.notes.insertOne({ text: 'two' }) } catch (error) { print(error.code) }`),
  );
  expect(stdout).toBe('two2,uno11\n11000');

  const { exitCode, seconds } = await container.stop();
  expect(exitCode).toBe(0);
  expect(seconds).toBeLessThan(8);
  await container.start();
  expect((await container.until(...shell('db.notes.countDocuments()'))).stdout).toBe('2');
});

test('a root user is made, and then nobody comes in without signing in', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, { env: ENV });
  await container.until(...asRoot('db.notes.insertOne({ text: 1 })'));
  expect((await container.exec(...shell('db.notes.findOne()'))).stderr).toContain('requires authentication');
  const wrong = await container.exec(
    ...shell('db.notes.findOne()', '-u', 'root', '-p', 'wrong', '--authenticationDatabase', 'admin'),
  );
  expect(wrong.stderr).toContain('Authentication failed');
  expect((await container.exec('sh', '-c', 'cat /proc/1/comm; stat -c %u /proc/1')).stdout).toBe('mongod\n999');
});

test('init files run once, before the server can be reached', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, {
    env: { MONGO_INITDB_DATABASE: 'app' },
    files: { '/docker-entrypoint-initdb.d/1.js': 'db.notes.insertOne({ text: "first" })' },
  });
  await container.until(...shell('db.runCommand({ ping: 1 })', 'mongodb://127.0.0.1/app'));
  const count = shell('db.notes.countDocuments()', 'mongodb://127.0.0.1/app');
  await container.until('sh', '-c', 'grep -qz mongod /proc/1/comm');
  expect((await container.until(...count)).stdout).toBe('1');
});

test('half a root user is refused', async () => {
  await using bench = await openBench([IMAGE]);
  const { exitCode, stderr } = await bench.run(IMAGE, [], ['-e', 'MONGO_INITDB_ROOT_USERNAME=root']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'");
});
