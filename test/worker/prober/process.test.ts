import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startProber } from '../../../worker/prober/start.ts';
import { rawServer } from './raw-server.ts';

const never = new AbortController().signal;
const request = { address: '127.0.0.1', method: 'GET', path: '/', headers: {}, body: null, timeout: 5000 };
const greet = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';

/** Processes of the prober that are children of `parent`: pid and what /proc says of them. */
function probersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = read(`/proc/${pid}/stat`);
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]);
      return ppid === parent && read(`/proc/${pid}/cmdline`).includes('prober/process.ts');
    });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

test('The process has no environment and no root', async () => {
  await using server = await rawServer((socket) => socket.end(greet));
  const prober = startProber({ netns: null });
  await prober.send({ ...request, port: server.port }, never);
  const [pid, ...others] = probersOf(process.pid);
  expect(others).toEqual([]);
  expect(read(`/proc/${pid}/environ`)).toBe('');
  if (process.getuid?.() === 0) {
    expect(read(`/proc/${pid}/status`)).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(read(`/proc/${pid}/status`)).toMatch(/^Gid:\t65534\t65534\t65534\t65534$/m);
    expect(read(`/proc/${pid}/status`)).toMatch(/^Groups:\t\s*$/m);
  }
  await prober.close();
  expect(probersOf(process.pid)).toEqual([]);
});

test('Requests run at the same time', async () => {
  const sockets: (() => void)[] = [];
  await using server = await rawServer((socket) => {
    sockets.push(() => socket.end(greet));
    if (sockets.length === 5) for (const answer of sockets) answer();
  });
  const prober = startProber({ netns: null });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => prober.send({ ...request, port: server.port }, never)),
  );
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, true, true]);
  await prober.close();
});

test('An aborted request rejects with its reason and closes its connection', async () => {
  const reached = Promise.withResolvers<{ closed: Promise<unknown> }>();
  await using server = await rawServer((socket) => reached.resolve({ closed: once(socket, 'close') }));
  const prober = startProber({ netns: null });
  const controller = new AbortController();
  const answer = prober.send({ ...request, port: server.port }, controller.signal);
  const { closed } = await reached.promise;
  controller.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
  await closed;
  await prober.close();
});

test('When the process dies its requests fail as ours, and the next request has a new process', async () => {
  const reached = Promise.withResolvers<void>();
  let silent = true;
  await using server = await rawServer((socket) => {
    if (silent) reached.resolve();
    else socket.end(greet);
  });
  const prober = startProber({ netns: null });
  const answer = prober.send({ ...request, port: server.port }, never);
  await reached.promise;
  const [pid = 0] = probersOf(process.pid);
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, 'SIGKILL');
  await expect(answer).rejects.toMatchObject({ code: 'prober-failed' });
  silent = false;
  expect(await prober.send({ ...request, port: server.port }, never)).toMatchObject({ ok: true, body: 'hi' });
  await prober.close();
});

test('A network namespace that is not there is a fault of ours', async () => {
  const prober = startProber({ netns: '/var/run/netns/dockgrade-test-nowhere' });
  await expect(prober.send({ ...request, port: 1 }, never)).rejects.toMatchObject({ code: 'prober-failed' });
  await prober.close();
});

test('A prober that was closed takes no requests', async () => {
  const prober = startProber({ netns: null });
  await prober.close();
  await expect(prober.send({ ...request, port: 1 }, never)).rejects.toMatchObject({ code: 'prober-failed' });
});

test('When the worker is killed the process ends too', async () => {
  await using server = await rawServer((socket) => socket.end(greet));
  const start = fileURLToPath(new URL('../../../worker/prober/start.ts', import.meta.url));
  const code = `
    const { startProber } = await import(${JSON.stringify(start)});
    const request = ${JSON.stringify({ ...request, port: server.port })};
    await startProber({ netns: null }).send(request, new AbortController().signal);
    process.stdout.write('asked');
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const [pid = 0] = probersOf(parent.pid ?? 0);
  expect(pid).toBeGreaterThan(1);
  parent.kill('SIGKILL');
  await once(parent, 'close');
  await expect.poll(() => read(`/proc/${pid}/cmdline`), { interval: 20 }).toBe('');
});
