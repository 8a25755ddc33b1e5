import { expect, test } from 'vitest';
import { run } from '../../../worker/engine/command.ts';

const forever = () => new AbortController().signal;

test('A program that fails is a result, with both streams and its exit code', async () => {
  const result = await run('sh', ['-c', 'echo out; echo err >&2; exit 3'], { signal: forever(), timeout: 5000 });
  expect(result).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n', timedOut: false });
});

test('A program sees nothing of our environment but PATH', async () => {
  const { stdout } = await run('env', [], { signal: forever(), timeout: 5000, env: { GIVEN: 'yes' } });
  const names = stdout.split('\n').map((line) => line.split('=')[0]);
  expect(new Set(names)).toEqual(new Set(['PATH', 'GIVEN', '']));
});

test('A program that takes too long is killed together with its children', async () => {
  const script = 'sleep 60 & echo $!; wait';
  const result = await run('sh', ['-c', script], { signal: forever(), timeout: 300 });
  expect(result).toMatchObject({ exitCode: null, timedOut: true });
  await expect.poll(() => isRunning(Number(result.stdout))).toBe(false);
});

test('An abort kills the program and throws its reason', async () => {
  const controller = new AbortController();
  const running = run('sleep', ['60'], { signal: controller.signal, timeout: 60_000 });
  controller.abort(new Error('cancelled'));
  await expect(running).rejects.toThrow('cancelled');
});

test('A program that cannot be started is an error of ours', async () => {
  await expect(run('no-such-program', [], { signal: forever(), timeout: 5000 })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('What is kept of the output is bounded, and the program is not held up', async () => {
  const result = await run('sh', ['-c', 'head -c 3000000 /dev/zero'], {
    signal: forever(),
    timeout: 10_000,
    maxBytes: 1000,
  });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stdout).toHaveLength(1000);
});

test('Lines are told as they come, the last one without an end too', async () => {
  const lines: string[] = [];
  await run('printf', ['one\ntwo\nthree'], { signal: forever(), timeout: 5000, onLine: (line) => lines.push(line) });
  expect(lines).toEqual(['one', 'two', 'three']);
});

/** A process that has ended but was not waited for counts as ended. */
async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'stat=', '-p', String(pid)], { signal: forever(), timeout: 5000 });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
