import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import { serviceOf } from '../../worker/engine/docker.ts';
import type { Created } from '../../worker/engine/engine.ts';
import { projectOf } from '../../worker/engine/labels.ts';
import { mismatchesOf } from '../../worker/inspect/index.ts';
import { startAgain } from '../../worker/stack/start-again.ts';
import { removeServices } from '../../worker/stack/take-down.ts';
import { up } from '../../worker/stack/up.ts';
import type { RunContext } from '../../worker/stages/stage.ts';
import { type Built, builtSubmission, folderWith } from '../support/built.ts';
import { Canary } from '../support/canary.ts';
import { openEngine } from '../support/engine.ts';
import { Grading } from '../support/grading.ts';
import { bareAssignment, writeFiles } from '../support/hostile.ts';
import { withFolder } from '../support/scenario.ts';
import { KEYS } from './catalog/keys.ts';
import { MOUNTS } from './catalog/mounts.ts';
import { named, threatOf } from './catalog/threat.ts';
import { FILES, tamperings } from './tampered.ts';

/** Those that are read entry by entry. */
const STRANGE: Readonly<Record<string, unknown>> = {
  Mounts: [{ Type: 'bind', Source: '/', Target: '/host' }],
  Binds: ['/:/host:rw'],
};

let connection: ConnectedEngine;
beforeAll(async () => {
  connection = await openEngine();
});
afterAll(() => connection.release());

describe.concurrent('What was created', () => {
  test(named(threatOf(KEYS, 'F213')), async ({ expect: held, ...test }) => {
    const { context } = await built(test);
    held(await up(context, 60_000)).toEqual({ failure: null, timedOut: false });
    const created = await createdFor(context);
    held(created.containers.map(serviceOf).sort()).toEqual(['four', 'one', 'three', 'two']);
    const fresh = { ...context, work: { ...context.work, inspected: new Set<string>() } };
    held(await mismatchesOf(fresh, created)).toEqual([]);
    const two = created.containers.find((container) => serviceOf(container) === 'two');
    held(two?.Config.Labels).toMatchObject({ 'dev.dockgrade.job': context.job.id, note: 'mine' });
    for (const [at, container] of created.containers.entries()) {
      const fields = [...Object.keys(container.HostConfig), 'NewFieldOfTheEngine'];
      held(fields.length).toBeGreaterThan(60);
      for (const field of fields) {
        const changed: Created = structuredClone(created);
        Object.assign(changed.containers[at]?.HostConfig ?? {}, { [field]: STRANGE[field] ?? 'something-else' });
        const fields = (await mismatchesOf(fresh, changed)).map((mismatch) => mismatch.field);
        held(fields, field).toContain(`HostConfig.${field}`);
      }
    }
    // What is made anew in the place of what is there gets its anonymous volume.
    const model = await modelOf(context);
    Object.assign(model.services?.one ?? {}, { stop_grace_period: '1s' });
    await writeFile(fileOf(context), JSON.stringify(model));
    held(await up(context, 60_000)).toMatchObject({ failure: null });
  });

  test(named(threatOf(KEYS, 'F210')), async ({ expect: held, ...test }) => {
    const { context, end } = await built(test);
    await using canary = await Canary.plant();
    const secret = await mkdtemp(join(tmpdir(), 'dockgrade-host-'));
    test.onTestFinished(() => rm(secret, { recursive: true, force: true }));
    const model = await modelOf(context);
    const { services = {}, networks = {}, volumes = {} } = model;
    for (const { service, keys } of tamperings(secret)) {
      if ('network_mode' in keys) delete services[service]?.networks;
      Object.assign(services[service] ?? {}, keys);
    }
    Object.assign(networks.default ?? {}, {
      internal: false,
      driver_opts: { 'com.docker.network.driver.mtu': '1400' },
    });
    Object.assign(volumes.kept ?? {}, { driver_opts: { type: 'none', o: 'bind', device: secret } });
    await writeFile(fileOf(context), JSON.stringify(model));
    const fault = await alarm(up(context, 60_000));
    const told = fault.errors.map(({ where }) => where);
    for (const { service, fields, what } of tamperings(secret))
      for (const field of fields) held(told, what).toContain(`container ${service}: ${field}`);
    held(told).toEqual(
      held.arrayContaining(['network default: Internal', 'network default: Options', 'volume kept: Options']),
    );
    const { containers } = await createdFor(context);
    held(containers.length).toBeGreaterThan(0);
    for (const { State } of containers) held(State.Status).toBe('created');
    canary.expectNowhereIn(fault);
    held(await end()).toBe(0);
  });

  test(named(threatOf(MOUNTS, 'F211')), async ({ expect: held, ...test }) => {
    const { context, evidence } = await built(test);
    held(await up(context, 60_000)).toMatchObject({ failure: null });
    const data = join(context.folder, 'context', 'data');
    await rename(data, `${data}-before`);
    const machine = await mkdtemp(join(tmpdir(), 'dockgrade-machine-'));
    test.onTestFinished(() => rm(machine, { recursive: true, force: true }));
    await symlink(machine, data);
    const one = (await createdFor(context)).containers.find((container) => serviceOf(container) === 'one');
    if (!one) throw new Error('no container');
    await context.engine.stop(one.Id, 0, context.signal);
    const sources = ['container one: Mounts[/data].Source'];
    held((await alarm(startAgain(context, one))).errors.map(({ where }) => where)).toEqual(sources);
    held((await alarm(up(context, 60_000))).errors.map(({ where }) => where)).toEqual(sources);
    await removeServices(context, evidence.resolve, new Set(['one']));
    held((await alarm(up(context, 60_000))).errors.map(({ where }) => where)).toEqual(sources);
    for (const container of (await createdFor(context)).containers)
      if (serviceOf(container) === 'one') held(container.State.Running).toBe(false);
  });
});

test(named(threatOf(KEYS, 'F212')), async ({ signal }) => {
  await using canary = await Canary.plant();
  const grading = await Grading.open();
  try {
    await withFolder(async (folder) => {
      await writeFiles(folder, {
        'compose.yaml':
          'services: { app: { image: "debian:bookworm-slim", command: [touch, /data/ran], volumes: ["./data:/data"] } }\n',
        'data/kept.txt': 'harmless\n',
      });
      let ran: boolean | null = null;
      const run = grading.run(folder, bareAssignment(), signal, [], (event, place) => {
        if (event.type === 'stage-started' && event.stage === 'start') {
          const file = join(place, 'compose.json');
          const model = JSON.parse(readFileSync(file, 'utf8'));
          delete model.networks.default.internal;
          writeFileSync(file, JSON.stringify(model));
        }
        if (event.type === 'stage-started' && event.stage === 'teardown')
          ran = readdirSync(join(place, 'context', 'data')).includes('ran');
      });
      const fault = await alarm(run);
      expect(fault.message).toContain('network default: Internal');
      expect(ran).toBe(false);
      canary.expectNowhereIn(fault);
    });
    for (const job of grading.jobs)
      expect(await grading.engine.owned(job, signal)).toEqual({
        containers: [],
        networks: [],
        volumes: [],
        images: [],
      });
  } finally {
    await grading.close();
  }
});

async function built(context: Pick<TestContext, 'signal' | 'onTestFinished'>): Promise<Built> {
  return builtSubmission(context, connection.engine, await folderWith(context, FILES));
}

function createdFor({ engine, job, signal }: RunContext): Promise<Created> {
  return engine.created(projectOf(job.id), signal);
}

function fileOf({ folder }: RunContext): string {
  return join(folder, 'compose.json');
}

/** The file that runs, for being changed. */
async function modelOf(context: RunContext): Promise<Record<string, Record<string, Record<string, unknown>>>> {
  return JSON.parse(await readFile(fileOf(context), 'utf8'));
}

async function alarm(run: Promise<unknown>): Promise<DockgradeError> {
  const fault = await run.then(
    (result: unknown) => JSON.stringify(result),
    (error: unknown) => error,
  );
  if (!(fault instanceof DockgradeError)) throw new Error(`no alarm: ${fault}`);
  expect(fault.code).toBe('sandbox-breached');
  return fault;
}
