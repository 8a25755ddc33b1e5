import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startProber } from '../../../worker/prober/start.ts';
import { rawServer } from './raw-server.ts';

/** Only root has an engine of its own, and with it a namespace to enter. */
const root = process.getuid?.() === 0;

test.runIf(root)(
  'In a network namespace the prober reaches what listens there, and nothing that listens here',
  async () => {
    const code = `
    const server = require('node:http').createServer((_, response) => response.end('from inside'));
    server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
  `;
    const script = 'ip link set lo up && exec "$0" --eval "$1"';
    const inside = spawn('unshare', ['--net', 'sh', '-c', script, process.execPath, code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(inside.stdout, 'data');
    await using here = await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nfrom here'));
    const prober = startProber({ netns: `/proc/${inside.pid}/ns/net` });
    const usual = { address: '127.0.0.1', method: 'GET', path: '/', headers: {}, body: null, timeout: 5000 };
    const { signal } = new AbortController();
    expect(await prober.send({ ...usual, port: Number(port) }, signal)).toMatchObject({
      ok: true,
      body: 'from inside',
    });
    expect(await prober.send({ ...usual, port: here.port }, signal)).toMatchObject({
      ok: false,
      error: 'ECONNREFUSED',
    });
    await prober.close();
    inside.kill('SIGKILL');
    await once(inside, 'close');
  },
);
