import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { findByArgument, findDescendant, startTime } from '../../../worker/engine/own/processes.ts';

test('a program is found below its parent, however deep, and nowhere else', async () => {
  const tree = await startTree('sh', ['-c', '(sleep 600 & echo ready; wait); wait']);
  const sleeper = findDescendant(tree, 'sleep');
  expect(startTime(sleeper ?? 0)).toMatch(/^\d+$/);
  expect(findDescendant(tree, 'dockerd')).toBeUndefined();
  expect(findDescendant(sleeper ?? 0, 'sleep')).toBeUndefined();
});

test('processes of other users are neither found nor asked for anything but their user', async () => {
  const argument = '599.25';
  const other = ['--reuid=165600', '--regid=165600', '--clear-groups'];
  const tree = await startTree('setpriv', [...other, 'sh', '-c', `sleep ${argument} & echo ready; wait`]);
  expect(startTime(tree)).toMatch(/^\d+$/);
  expect(findDescendant(tree, 'sleep')).toBeUndefined();
  expect(findByArgument(argument)).toEqual([]);
});

/** Starts a tree of processes that says `ready` and ends with the test. Returns the process on top. */
async function startTree(program: string, args: string[]): Promise<number> {
  const top = execa(program, args, { detached: true, reject: false });
  const pid = top.pid ?? 0;
  onTestFinished(async () => {
    process.kill(-pid, 'SIGKILL');
    await top;
  });
  await once(createInterface({ input: top.stdout }), 'line');
  return pid;
}
