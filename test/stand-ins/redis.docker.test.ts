import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const IMAGE = 'redis:7';

test('the image tells its port, volume and folder', async () => {
  await using bench = await openBench([IMAGE]);
  const config = await bench.inspectImage(IMAGE);
  expect(config).toMatchObject({ ExposedPorts: { '6379/tcp': {} }, Volumes: { '/data': {} }, WorkingDir: '/data' });
});

test('it answers on the network, runs as the user redis as process 1, and ends at once', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE);
  const ping = await container.until('sh', '-c', 'redis-cli -h "$(hostname -i)" ping | grep PONG');
  expect(ping.stdout).toBe('PONG');
  expect((await container.exec('sh', '-c', 'cat /proc/1/comm; stat -c %u /proc/1')).stdout).toBe('redis-server\n999');
  const { exitCode, seconds } = await container.stop();
  expect(exitCode).toBe(0);
  expect(seconds).toBeLessThan(8);
});

test('options alone are options of the server, and an append-only file keeps the data', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, { command: ['--appendonly', 'yes', '--requirepass', 'secret'] });
  const cli = ['redis-cli', '-a', 'secret', '--no-auth-warning'];
  await container.until(...cli, 'set', 'note', 'kept');
  expect((await container.exec('redis-cli', 'get', 'note')).stdout).toContain('NOAUTH');
  await container.stop();
  await container.start();
  expect((await container.until(...cli, 'get', 'note')).stdout).toBe('kept');
});

test('other programs of the image run as they are', async () => {
  await using bench = await openBench([IMAGE]);
  expect((await bench.run(IMAGE, ['redis-server', '--version'])).stdout).toMatch(/^Redis server v=7/);
  expect((await bench.run(IMAGE, ['redis-cli', '--version'])).stdout).toMatch(/^redis-cli 7/);
});
