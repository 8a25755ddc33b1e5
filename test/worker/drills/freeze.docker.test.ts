import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../../../src/core/settings.ts';
import { whileFrozen } from '../../../worker/drills/freeze.ts';
import { type ConnectedEngine, connectEngine } from '../../../worker/engine/connect.ts';
import type { Engine } from '../../../worker/engine/engine.ts';
import { openEngine } from '../../support/engine.ts';
import { SMALL_BASE } from '../../support/small-submission.ts';
import { statesIn } from './drilled.ts';

const THREE_PROCESSES = ['sh', '-c', 'sleep 600 & sh -c "sleep 600; true" & wait'];

let own: ConnectedEngine;
let given: ConnectedEngine;
beforeAll(async () => {
  own = await openEngine();
  const { signal } = new AbortController();
  await own.engine.prepare([SMALL_BASE], signal, () => undefined);
  const home = readSettings(process.env).data;
  given = await connectEngine({ home, dockerHost: own.engine.info.host, signal, say: () => undefined });
});
afterAll(async () => {
  await given.release();
  await own.release();
});

describe.each([
  ['our own engine', () => own.engine],
  ['an engine whose processes are out of reach', () => given.engine],
])('In %s', (_, engineOf) => {
  test('all processes stand still meanwhile, and go on afterwards', async ({ signal }) => {
    const engine = engineOf();
    const id = await started(engine, ['--init', SMALL_BASE, ...THREE_PROCESSES]);
    await expect.poll(async () => (await engine.processes(id, signal)).length).toBeGreaterThan(4);
    const during = await whileFrozen(engine, id, signal, async () => ({
      states: await statesIn(engine, id),
      left: null,
    }));
    expect(during?.states).toEqual(['T']);
    expect(await statesIn(engine, id)).not.toContain('T');
  });

  test('no shell is needed where one process does it all', async ({ signal }) => {
    const engine = engineOf();
    const id = await started(engine, ['--user', '1000', SMALL_BASE, 'sleep', '600']);
    await execa('docker', ['--host', engine.info.host, 'exec', '--user', '0', id, 'rm', '/bin/sh']);
    const during = await whileFrozen(engine, id, signal, async () => ({
      states: await statesIn(engine, id),
      left: null,
    }));
    expect(during?.states).toEqual(['T']);
    expect(await statesIn(engine, id)).not.toContain('T');
  });

  test('an abort, or a fault, leaves nothing standing still', async ({ signal }) => {
    const engine = engineOf();
    const id = await started(engine, [SMALL_BASE, ...THREE_PROCESSES]);
    const controller = new AbortController();
    const cause = new Error('cancelled');
    const aborted = whileFrozen(engine, id, controller.signal, async () => {
      controller.abort(cause);
      const limits = { signal: controller.signal, timeout: 5000 };
      return engine.exec(id, ['sleep', '60'], limits);
    });
    await expect(aborted).rejects.toBe(cause);
    expect(await statesIn(engine, id)).not.toContain('T');
    const broken = whileFrozen(engine, id, signal, () => Promise.reject(cause));
    await expect(broken).rejects.toBe(cause);
    expect(await statesIn(engine, id)).not.toContain('T');
  });
});

/** Takes in every orphan, and says how it died. */
const TAKES_IN = 'while (1) { waitpid(-1, 0) > 0 ? print("orphan: $?\\n") : sleep 1 }';

test('The first process of the container gets no killed orphan: PostgreSQL would take it for a crash of its own', async ({
  signal,
}) => {
  const { engine } = own;
  const id = await started(engine, [SMALL_BASE, 'perl', '-e', `$| = 1; ${TAKES_IN}`]);
  await whileFrozen(engine, id, signal, () =>
    engine.exec(id, ['sh', '-c', 'sleep 700; true'], { signal, timeout: 500 }),
  );
  // One that ends well comes after it: when that one is told, everything is.
  await engine.exec(id, ['sh', '-c', 'sleep 0.1 &'], { signal, timeout: 5000 });
  await expect.poll(() => engine.logs(id, 10, signal)).toContain('orphan: 0');
  expect(await engine.logs(id, 10, signal)).not.toContain('orphan: 9');
});

test('What was begun meanwhile and has not ended is ended, with all that it started', async ({ signal }) => {
  const { engine } = own;
  const id = await started(engine, [SMALL_BASE, 'sleep', '600']);
  const result = await whileFrozen(engine, id, signal, () =>
    engine.exec(id, ['sh', '-c', 'sleep 700; true'], { signal, timeout: 500 }),
  );
  expect(result).toMatchObject({ exitCode: null, timedOut: true, left: expect.any(Number) });
  await expect
    .poll(async () => (await engine.processes(id, signal)).map(({ command }) => command))
    .toEqual(['sleep 600']);
});

async function started(engine: Engine, args: string[]): Promise<string> {
  const { stdout } = await execa('docker', ['--host', engine.info.host, 'run', '--detach', ...args]);
  onTestFinished(() => own.engine.remove(stdout, AbortSignal.timeout(60_000)));
  return stdout;
}
