import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { DockgradeError } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/job.ts';
import type { Log } from '../../../src/core/log.ts';
import { Care, type CareOptions } from '../../../worker/care/care.ts';
import type { Engine } from '../../../worker/engine/engine.ts';
import { JOB_LABEL, OWNER_LABEL } from '../../../worker/engine/labels.ts';
import { ownerOfThis } from '../../../worker/owner.ts';
import { makeRunFolder } from '../../../worker/run-folder.ts';
import { killOwnEngine, openEngine } from '../../support/engine.ts';

const QUIET: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => QUIET,
};

test('An engine that is killed is noticed at once, and another is there for the next run', async ({ signal }) => {
  const { care, home, told } = await wellWorker(null);
  const first = await care.station(signal);
  killOwnEngine(home);
  await expect.poll(() => first.lost.reason).toMatchObject({ code: 'engine-unreachable' });
  const second = await care.station(signal);
  expect(await second.engine.runs(signal)).toEqual([]);
  expect(told).toEqual(['engine-unreachable', null]);
});

test('What a run of this process left is removed when it is over, and not before', async ({ signal }) => {
  const { engine, release } = await openEngine();
  onTestFinished(release);
  const { care, home } = await wellWorker(engine.info.host);
  const [run, dead] = [newId(), newId()];
  const folder = await makeRunFolder(home, run);
  const networksOf = async (job: string) => (await engine.owned(job, signal)).networks.length;
  await makeNetwork(engine, run, ownerOfThis());
  await makeNetwork(engine, dead, ownerOfThis().split('.').with(3, '1').join('.'));

  care.doubt(new Error('of another run'));
  await expect.poll(() => networksOf(dead)).toBe(0);
  expect(await networksOf(run)).toBe(1);
  folder.leave();
  care.doubt(new Error('of this run'));
  await expect.poll(() => networksOf(run)).toBe(0);
  await expect.poll(() => readdir(join(home, 'jobs'))).toEqual([]);
});

test('While the disk is full no run is begun; when there is room again, one is', async ({ signal }) => {
  const { engine, release } = await openEngine();
  onTestFinished(release);
  const { care, home, told } = await wellWorker(engine.info.host, '4g');
  await execa('mount', ['-o', 'remount,size=1g', home]);
  const waiting = care.station(signal);
  await expect.poll(() => told).toEqual(['disk-full']);
  await execa('mount', ['-o', 'remount,size=4g', home]);
  await waiting;
  expect(told).toEqual(['disk-full', null]);
});

test('When three submissions after each other end by a fault that is not their doing the worker rests before it takes another', async ({
  signal,
}) => {
  const { engine, release } = await openEngine();
  onTestFinished(release);
  const { care, told } = await wellWorker(engine.info.host);
  const fault = new DockgradeError('registry-unreachable', 'no answer');
  care.doubt(fault, 'first');
  care.trust();
  for (const submission of ['second', 'third', 'third', 'third']) care.doubt(fault, submission);
  expect(told).toEqual([]);
  const began = performance.now();
  care.doubt(fault, 'fourth');
  expect(told).toEqual(['registry-unreachable']);
  await care.station(signal);
  expect(performance.now() - began).toBeGreaterThan(1900);
  expect(told).toEqual(['registry-unreachable', null]);
  care.doubt(new DockgradeError('repository-private', 'it is private'));
  expect(told).toEqual(['registry-unreachable', null]);
});

test('While the isolation of its engine is not proven no run is begun; it is proven again until it is, then once for that engine', async ({
  signal,
}) => {
  const { engine, release } = await openEngine();
  onTestFinished(release);
  const reached = Promise.withResolvers<void>();
  const proofs: string[] = [];
  const prove = async ({ info }: Engine) => {
    proofs.push(info.host);
    if (proofs.length < 3) throw new DockgradeError('isolation-unproven', 'a container reaches this machine');
    await reached.promise;
  };
  const { care, told } = await wellWorker(engine.info.host, undefined, prove);
  expect(care.trouble).toMatchObject({ code: 'isolation-unproven' });
  const waiting = care.station(signal);
  await expect.poll(() => proofs).toHaveLength(3);
  expect(told).toEqual(['isolation-unproven']);
  reached.resolve();
  await waiting;
  expect(told).toEqual(['isolation-unproven', null]);
  await care.station(signal);
  expect(proofs).toHaveLength(3);
});

test('A run that waits for its worker to be well can be cancelled', async ({ signal }) => {
  const { engine, release } = await openEngine();
  onTestFinished(release);
  const { care, home } = await wellWorker(engine.info.host, '4g');
  await execa('mount', ['-o', 'remount,size=1g', home]);
  const cancelled = new AbortController();
  const waiting = care.station(AbortSignal.any([signal, cancelled.signal]));
  cancelled.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
});

/**
 * A worker's care in a data folder of its own.
 * @param host the engine to use; null: one of its own
 * @param size of the file system that the folder is, if it is to be one
 * @param prove what an engine's isolation is held to; by default there is nothing to prove
 */
async function wellWorker(host: string | null, size?: string, prove: CareOptions['prove'] = async () => undefined) {
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-care-'));
  if (size !== undefined) await execa('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', home]);
  const told: (string | null)[] = [];
  const care = await Care.begin(
    {
      home,
      dockerHost: host,
      say: () => undefined,
      log: QUIET,
      prove,
      onChange: (trouble) => told.push(trouble?.code ?? null),
    },
    AbortSignal.timeout(60_000),
  );
  onTestFinished(async () => {
    await care.close();
    if (size !== undefined) await execa('umount', [home]);
    await rm(home, { recursive: true, force: true });
  });
  return { care, home, told };
}

async function makeNetwork(engine: Engine, job: string, owner: string): Promise<void> {
  const labels = [`${JOB_LABEL}=${job}`, `${OWNER_LABEL}=${owner}`].flatMap((label) => ['--label', label]);
  await execa('docker', ['--host', engine.info.host, 'network', 'create', '--internal', ...labels, job]);
}
