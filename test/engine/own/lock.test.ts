import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { withLock } from '../../../worker/engine/own/lock.ts';

const CHILD = join(import.meta.dirname, 'lock-child.ts');

test('one is in at a time, in whatever order', async () => {
  await using place = await temporaryFile();
  const events: string[] = [];
  const visit = (name: string) =>
    withLock(place.file, undefined, async () => {
      events.push(`${name} in`);
      await new Promise(setImmediate);
      events.push(`${name} out`);
    });
  await Promise.all(['a', 'b', 'c'].map(visit));
  const visitors = events.filter((_, index) => index % 2 === 0).map((event) => event.slice(0, 1));
  expect(events).toEqual(visitors.flatMap((name) => [`${name} in`, `${name} out`]));
  expect(visitors.toSorted()).toEqual(['a', 'b', 'c']);
});

test('what the work throws comes out, and the lock is free again', async () => {
  await using place = await temporaryFile();
  const fault = new Error('broken');
  await expect(withLock(place.file, undefined, () => Promise.reject(fault))).rejects.toBe(fault);
  expect(await withLock(place.file, undefined, async () => 'free')).toBe('free');
});

test('one who waits can be called off, and the one who is in stays in', async () => {
  await using place = await temporaryFile();
  const cancel = new AbortController();
  const reason = new Error('enough');
  await withLock(place.file, undefined, async () => {
    const waiting = withLock(place.file, cancel.signal, async () => 'in');
    cancel.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

test('a lock whose holder was killed is free', async () => {
  await using place = await temporaryFile();
  const holder = execa('node', [CHILD, place.file], { stdin: 'pipe', reject: false });
  expect((await holder[Symbol.asyncIterator]().next()).value).toBe('held');
  const waiting = withLock(place.file, undefined, async () => 'free');
  holder.kill('SIGKILL');
  expect(await waiting).toBe('free');
});

test('one who waits for longer than a second is told so, once; one who gets in at once is not', async () => {
  await using place = await temporaryFile();
  const words: string[] = [];
  const told = Promise.withResolvers<void>();
  let waiting: Promise<string> | undefined;
  await withLock(
    place.file,
    undefined,
    async () => {
      const onWait = () => {
        words.push('waits');
        told.resolve();
      };
      waiting = withLock(place.file, undefined, async () => 'in', onWait);
      await told.promise;
    },
    () => words.push('waits for nothing'),
  );
  expect(await waiting).toBe('in');
  expect(words).toEqual(['waits']);
});

async function temporaryFile() {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-lock-'));
  return { file: join(folder, 'lock'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
