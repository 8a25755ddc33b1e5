import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

const LOG = new URL('../../src/core/log.ts', import.meta.url).href;

test.runIf(existsSync('/dev/full')).each(['exits', 'just ends'])(
  'A disk that is full ends no process that logs, nor spoils its end when it %s',
  async (how) => {
    const code = `
      const { makeLog } = await import(${JSON.stringify(LOG)});
      const log = makeLog('info', 'test', '/dev/full');
      log.info({}, 'one');
      await new Promise((later) => setTimeout(later, 100));
      log.info({}, 'two');
      await new Promise((later) => setTimeout(later, 100));
      process.stdout.write('still there');
      ${how === 'exits' ? 'process.exit(0);' : ''}
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      said.out += String(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said.err += String(chunk);
    });
    const [status] = await once(child, 'close');
    expect({ status, ...said }).toEqual({ status: 0, out: 'still there', err: '' });
  },
);
