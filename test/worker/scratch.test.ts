import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';

const MODULE = new URL('../../worker/scratch.ts', import.meta.url).href;
/** Tells its folder, and ends when it is told to. */
const HOLDS = `
  import { writeFileSync } from 'node:fs';
  const { withScratch } = await import(${JSON.stringify(MODULE)});
  await withScratch('test', async (folder) => {
    writeFileSync(folder + '/left', '');
    process.stdout.write(folder);
    await new Promise((resolve) => process.stdin.once('data', resolve));
  });
  process.exit();
`;

/** A process with a folder in `all`, as soon as it has it. */
async function holder(all: string, context: TestContext) {
  const env = { PATH: process.env.PATH ?? '', TMPDIR: all };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', HOLDS], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  context.onTestFinished(() => void child.kill('SIGKILL'));
  const [folder] = await once(child.stdout, 'data');
  return { child, ended, folder: String(folder) };
}

async function temporary(context: TestContext): Promise<string> {
  const all = await mkdtemp(join(tmpdir(), 'dockgrade-scratch-'));
  context.onTestFinished(() => rm(all, { recursive: true }));
  return all;
}

test('a folder for a while is gone when its use is over', async (context) => {
  const all = await temporary(context);
  const { child, ended, folder } = await holder(all, context);
  expect(await readdir(folder)).toEqual(['left']);
  child.stdin.write('over');
  expect(await ended).toEqual([0, null]);
  expect(await readdir(all)).toEqual([]);
});

test('what a killed process left goes with the next use, and what a living one holds stays', async (context) => {
  const all = await temporary(context);
  const [killed, living] = await Promise.all([holder(all, context), holder(all, context)]);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(await readdir(killed.folder)).toEqual(['left']);
  const next = await Promise.all([holder(all, context), holder(all, context)]);
  const kept = [living, ...next].map(({ folder }) => folder).sort();
  expect((await readdir(all)).map((name) => join(all, name)).sort()).toEqual(kept);
});

test('a link that bears the name of a killed one is not followed', async (context) => {
  const [all, elsewhere] = [await temporary(context), await temporary(context)];
  const { child, ended, folder } = await holder(all, context);
  child.kill('SIGKILL');
  await ended;
  await rm(folder, { recursive: true });
  await symlink(elsewhere, folder);
  await holder(all, context);
  expect(await readdir(all)).toHaveLength(2);
  expect(await readdir(elsewhere)).toEqual([]);
});
