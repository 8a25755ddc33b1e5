import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const IMAGE = 'nginx:stable';
const fetchPage = ['curl', '--silent', '--fail', 'http://127.0.0.1/'];

test('it serves its welcome page, logs to its output, and ends at once', async () => {
  await using bench = await openBench([IMAGE]);
  expect(await bench.inspectImage(IMAGE)).toMatchObject({
    ExposedPorts: { '80/tcp': {} },
    StopSignal: 'SIGQUIT',
    Cmd: ['nginx', '-g', 'daemon off;'],
  });
  await using container = await bench.start(IMAGE);
  expect((await container.until(...fetchPage)).stdout).toContain('Welcome to nginx!');
  expect(await container.logs()).toContain('"GET / HTTP/1.1" 200');
  const { exitCode, seconds } = await container.stop();
  expect(exitCode).toBe(0);
  expect(seconds).toBeLessThan(8);
});

test('conf.d, the html folder and templates are where one puts them', async () => {
  await using bench = await openBench([IMAGE]);
  await using container = await bench.start(IMAGE, {
    env: { GREETING: 'hello' },
    files: {
      '/usr/share/nginx/html/index.html': 'mine',
      '/etc/nginx/conf.d/more.conf': 'server { listen 81; location / { return 200 "second"; } }',
      '/etc/nginx/templates/third.conf.template': 'server { listen 82; location / { return 200 "${GREETING} $uri"; } }',
    },
  });
  expect((await container.until(...fetchPage)).stdout).toBe('mine');
  expect((await container.exec('curl', '--silent', 'http://127.0.0.1:81/')).stdout).toBe('second');
  expect((await container.exec('curl', '--silent', 'http://127.0.0.1:82/you')).stdout).toBe('hello /you');
});
