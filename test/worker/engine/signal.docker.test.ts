import { execa } from 'execa';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ConnectedEngine } from '../../../worker/engine/connect.ts';
import { openEngine } from '../../support/engine.ts';
import { SMALL_BASE } from '../../support/small-submission.ts';

let own: ConnectedEngine;
beforeAll(async () => {
  own = await openEngine();
  await own.engine.prepare([SMALL_BASE], new AbortController().signal, () => undefined);
});
afterAll(() => own.release());

test('A signal reaches the processes of the container it is meant for, and nobody else', async ({ signal }) => {
  const { engine } = own;
  const [mine, other] = await Promise.all([started(), started()]);
  const [pids, others] = await Promise.all([pidsIn(mine), pidsIn(other)]);
  // An id that was used again, one that nobody has, the engine itself, and at last the ones that are meant.
  const gone = 4_194_304;
  expect(await engine.signal(mine, [...others, gone, 1, ...pids], 'SIGSTOP', signal)).toBe(true);
  expect(await statesIn(mine)).toEqual(['T', 'T']);
  expect(await statesIn(other)).toEqual(['S', 'S']);
  await engine.signal(mine, [...pids, ...others], 'SIGKILL', signal);
  await expect.poll(() => statesIn(mine)).toEqual([]);
  expect(await statesIn(other)).toEqual(['S', 'S']);

  async function started(): Promise<string> {
    const words = ['--detach', '--init', SMALL_BASE, 'sleep', '600'];
    const { stdout } = await execa('docker', ['--host', engine.info.host, 'run', ...words]);
    onTestFinished(() => engine.remove(stdout, AbortSignal.timeout(60_000)));
    await expect.poll(() => statesIn(stdout)).toEqual(['S', 'S']);
    return stdout;
  }

  async function pidsIn(id: string): Promise<number[]> {
    return (await engine.processes(id, signal)).map(({ pid }) => pid);
  }

  async function statesIn(id: string): Promise<string[]> {
    const { stdout } = await execa('docker', ['--host', engine.info.host, 'inspect', '-f', '{{.State.Running}}', id]);
    return stdout === 'true' ? (await engine.processes(id, signal)).map(({ state }) => state) : [];
  }
});
