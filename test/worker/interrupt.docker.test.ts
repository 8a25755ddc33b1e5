import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { STAGES } from '../../src/core/stages.ts';
import { run } from '../../worker/engine/command.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { treesOf } from '../../worker/limits/control-groups.ts';
import { groupOf } from '../../worker/limits/submission.ts';
import { sweep } from '../../worker/sweep.ts';
import { openEngine } from '../support/engine.ts';
import { EXAMPLE } from '../support/places.ts';

const CHILD = join(import.meta.dirname, '../support/grading-child.ts');

let connection: ConnectedEngine;
let engine: Engine;
let home: string;
beforeAll(async () => {
  connection = await openEngine();
  engine = connection.engine;
  home = await mkdtemp(join(tmpdir(), 'dockgrade-interrupt-'));
});
afterAll(async () => {
  await connection.release();
  await rm(home, { recursive: true, force: true });
});

describe.concurrent('A run that is interrupted leaves nothing behind', () => {
  test.for(STAGES)('in the stage %s', async (stage, { expect }) => {
    const child = await start();
    await until(child, stage, expect);
    child.process.kill('SIGINT');
    const [code] = await once(child.process, 'close');
    expect({ code, log: child.log() }).toMatchObject({ code: stage === 'teardown' ? expect.any(Number) : 130 });
    expect(await left(child.job)).toEqual([]);
    expect(await readdir(join(child.home, 'jobs'))).toEqual([]);
  });
});

describe.concurrent('What a killed run leaves is swept up by the next', () => {
  test.for(STAGES)('F113 in the stage %s', async (stage, { expect, signal }) => {
    const child = await start();
    await until(child, stage, expect);
    child.process.kill('SIGKILL');
    await once(child.process, 'close');
    expect(await sweep(engine, child.home, signal)).toMatchObject({ cleaned: expect.arrayContaining([child.job]) });
    await expect.poll(() => sweptClean(child, signal), { timeout: 60_000 }).toBe(true);
    expect(await readdir(join(child.home, 'jobs'))).toEqual([]);
    expect(await readdir(join(child.home, 'alive'))).toEqual([]);
  });
});

/** A client that outlives its killed parent may still ask something of the engine: that belongs to the same dead run, and goes with the next sweep. */
async function sweptClean(child: Child, signal: AbortSignal): Promise<boolean> {
  const { stdout } = await run('pgrep', ['-f', child.job], { signal, timeout: 60_000 });
  await sweep(engine, child.home, signal);
  return stdout.trim() === '' && (await left(child.job)).length === 0;
}

test('A run that lives is not swept up', async ({ expect, signal }) => {
  const child = await start();
  await until(child, 'probe', expect);
  const swept = await sweep(engine, child.home, signal);
  const there = await left(child.job);
  child.process.kill('SIGINT');
  await once(child.process, 'close');
  expect(swept.cleaned).not.toContain(child.job);
  expect(there).not.toEqual([]);
});

interface Child {
  job: string;
  home: string;
  process: ChildProcess;
  log: () => string;
}

/** A process of its own that grades the example in a data folder of its own, and tells each stage that it starts. */
async function start(): Promise<Child> {
  const job = `t${randomBytes(12).toString('hex')}0`;
  const folder = join(home, job);
  await mkdir(folder);
  const child = spawn(process.execPath, [CHILD, job, folder, join(EXAMPLE, 'solution')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  return { job, home: folder, process: child, log: () => output.join('') };
}

async function until(child: Child, stage: string, expect: ExpectStatic): Promise<void> {
  await expect.poll(() => child.log(), { timeout: 240_000, interval: 50 }).toContain(`started ${stage}\n`);
}

async function left(job: string): Promise<string[]> {
  const group = groupOf(engine.info, job);
  const groups = group === null ? [] : await treesOf(group);
  return [...Object.values(await engine.owned(job, new AbortController().signal)).flat(), ...groups];
}
