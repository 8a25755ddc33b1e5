import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { type Books, overBoth, REPOSITORY } from './books.ts';

interface Process {
  /** What it printed. */
  ids: string[];
  /** kill -9; answers once everything that it printed is in `ids`. */
  kill(): Promise<void>;
}

/** A real process on the same database, that has begun to work. */
async function start(work: 'accept' | 'dispatch', { address, version }: Books, person: string): Promise<Process> {
  const program = join(import.meta.dirname, 'store-process.ts');
  const command = [process.execPath, program, work, JSON.stringify(address), person, version.digest];
  const child: ChildProcess = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ids: string[] = [];
  if (!child.stdout) throw new Error('it has no output');
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => ids.push(line));
  const closed = once(lines, 'close');
  await vi.waitFor(() => expect(ids.shift()).toBe('ready'), { timeout: 30_000 });
  return {
    ids,
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

overBoth((open) => {
  test('what was accepted when the process was killed is there, whole', async (context) => {
    const books = await open(context);
    const student = await books.student();
    const process = await start('accept', books, student.id);
    await vi.waitFor(() => expect(process.ids.length).toBeGreaterThan(30), { timeout: 30_000 });
    await process.kill();
    const store = await books.another();
    const stored = await store.submissions.list({ person: student.id, limit: 100_000 });
    expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(process.ids));
    // Those that nobody heard of are whole as well.
    expect(stored.length).toBeLessThanOrEqual(process.ids.length + 4);
    for (const { id } of stored) expect(await store.events.after(id, 0, 5)).toHaveLength(1);
    expect(await store.submissions.counts()).toMatchObject({ accepted: stored.length, waiting: stored.length });
  });

  test('two processes that dispatch while others accept give each person one slot', async (context) => {
    const books = await open(context);
    const { submissions } = books.store;
    const students = await Promise.all(Array.from({ length: 25 }, () => books.student()));
    const process = await start('dispatch', books, '');
    const own: string[] = [];
    for (const number of [1, 2]) {
      for (const student of students) {
        await books.accept(student, { repository: `${REPOSITORY}-${number}` });
        own.push(...(await submissions.dispatch()).map(({ id }) => id));
      }
    }
    await vi.waitFor(async () => expect(await submissions.dispatched()).toHaveLength(students.length));
    const held = await submissions.dispatched();
    await vi.waitFor(() => expect(process.ids.length + own.length).toBe(students.length));
    await process.kill();
    expect([...process.ids, ...own].sort()).toEqual(held.map(({ id }) => id).sort());
    expect(new Set(held.map(({ person }) => person)).size).toBe(students.length);
  });
});
