import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../worker/engine/engine.ts';
import { projectOf } from '../../worker/engine/labels.ts';
import { ENGINE_NETWORK } from '../../worker/engine/own/network.ts';
import { machineNetworks } from '../../worker/machine-networks.ts';
import { type Attempt, type Outcome, readOutcomes } from '../../worker/proof/attempt.ts';
import { attemptHere, type Listener as EngineListener, listen } from '../../worker/proof/here.ts';
import { type Listener, listener } from '../support/canary.ts';
import { Grading } from '../support/grading.ts';
import { bareAssignment, writeFiles } from '../support/hostile.ts';
import { withFolder } from '../support/scenario.ts';
import { NETWORKS } from './catalog/networks.ts';
import { named, type Threat, threatOf } from './catalog/threat.ts';
import { AZURE, containerOf, forbidden, IMAGE, METADATA, networkStack } from './networks-stack.ts';

const OUTSIDE = 'registry.npmjs.org';

const name = (id: Threat['id']) => named(threatOf(NETWORKS, id));

interface Told {
  tried: Outcome[];
  built: Outcome[];
  forging: string;
  ipv6: unknown[];
  raw: Record<'packets' | 'ping' | 'plain', string>;
  container: Container;
}

let grading: Grading;
/** On every address of the worker's machine, and of the engine's network namespace. */
let machine: Listener;
let inside: EngineListener;
let neighbour: string;
let neighbourId: string;
const told: Partial<Record<'closed' | 'open', Told>> = {};

beforeAll(async () => {
  grading = await Grading.open();
  const { signal } = new AbortController();
  const { engine } = grading;
  machine = await listener('::');
  inside = await listen(engine.info.netns, signal);
  await engine.prepare([IMAGE], signal, () => undefined);
  const serve = 'require("node:net").createServer((s) => s.end()).listen(7070)';
  neighbourId = (
    await docker('run', '--detach', '--rm', '--init', '--network', 'bridge', IMAGE, 'node', '-e', serve)
  ).trim();
  neighbour = (await docker('inspect', '--format', '{{.NetworkSettings.IPAddress}}', neighbourId)).trim();
  const [closed, open] = await Promise.all([hear('closed', signal), hear('open', signal)]);
  Object.assign(told, { closed, open });
});
afterAll(async () => {
  if (neighbourId) await docker('rm', '--force', neighbourId);
  inside?.close();
  await machine?.[Symbol.asyncDispose]();
  await grading.close();
});

describe('A closed run', () => {
  test(name('F78'), () => {
    const { container } = heard('closed');
    expect(container.HostConfig.PortBindings ?? {}).toEqual({});
    expect(Object.values(container.NetworkSettings.Ports).filter(Boolean)).toEqual([]);
  });

  test(name('F80'), () => {
    const unknown = expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/);
    for (const network of ['closed', 'open'] as const) {
      expect(of(network, ['host.docker.internal', 'worker'])).toEqual([unknown, unknown]);
    }
    expect(heard('open').container.HostConfig.ExtraHosts ?? []).toEqual([]);
  });

  test(name('F81'), async () => {
    expect(heard('closed').container.HostConfig.LogConfig?.Type).toBe('local');
    await expectOnlyOurCall();
  });

  test(name('F82'), () => {
    const { Config, HostConfig } = heard('closed').container;
    expect(HostConfig).not.toHaveProperty('Annotations');
    expect(Config.Labels).not.toHaveProperty('traefik.enable');
    expect(Config.Labels['com.docker.compose.project']).toMatch(/^g[0-9a-f]{26}$/);
  });

  test(name('F87'), () => {
    const { HostConfig, NetworkSettings } = heard('closed').container;
    expect(HostConfig.Dns ?? []).toEqual([]);
    const [network] = Object.values(NetworkSettings.Networks);
    expect(network?.IPAddress).toMatch(/^10\.213\./);
    expect(network?.MacAddress).not.toBe('02:42:ac:11:00:02');
  });

  test(name('F111'), async ({ signal }) => {
    const outcomes = heard('closed').tried;
    expect(outcomes.length).toBeGreaterThan(40);
    expect(outcomes.filter(({ reached }) => reached)).toEqual([]);
    // Of the engine's network namespace, where a listener of ours answers on every address.
    const gateways = outcomes.filter(({ target, port }) => target === 'gateway' && port === inside.port);
    expect(gateways.map(({ address }) => address)).toEqual([
      expect.stringMatching(/^10\.213\./),
      ENGINE_NETWORK.engine,
    ]);
    const here = await attemptHere(grading.engine.info.netns, gateways.slice(1), signal);
    expect(here).toMatchObject([{ reached: true }]);
    await expectOnlyOurCall();
  });

  test(name('F190'), () => {
    expect(heard('closed').ipv6).toEqual([]);
    expect(heard('open').ipv6).toEqual([]);
    const there = machineNetworks().addresses.filter((address) => address.includes(':'));
    const known = of('open', [...there, 'fe80::1%eth0']);
    expect(known.length).toBe(there.length + 1);
    for (const how of known) expect(how).toMatch(/^(ENETUNREACH|EADDRNOTAVAIL|EINVAL|EHOSTUNREACH)$/);
  });

  test(name('F191'), () => {
    const names = heard('closed').tried.filter(({ target }) => target === 'names');
    expect(names.map(({ reached }) => reached)).toEqual([false, false]);
    expect(heard('open').tried.find(({ address }) => address === OUTSIDE)).toMatchObject({ reached: true });
  });

  test(name('F194'), () => {
    const { raw } = heard('closed');
    expect(raw.plain).toBe('opened');
    expect(raw.packets).toContain('Operation not permitted');
    expect(raw.ping).toContain('Operation not permitted');
  });
});

describe('An open run', () => {
  test(name('F196'), async () => {
    const outcomes = heard('open').tried.filter(({ target }) => target !== 'names');
    expect(outcomes.filter(({ reached }) => reached)).toEqual([]);
    // Told at once, not after a wait.
    for (const address of [METADATA, AZURE, '172.16.0.1', ENGINE_NETWORK.loopback])
      expect(of('open', [address])).toEqual(['ECONNREFUSED']);
    await expectOnlyOurCall();
  });

  test(name('F192'), () => {
    expect(of('open', [ENGINE_NETWORK.loopback, ENGINE_NETWORK.engine])).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
    const service = heard('open').tried.filter(
      ({ address, port }) => address === ENGINE_NETWORK.nameServer && port !== 53,
    );
    expect(service.map(({ how }) => how)).toEqual(['ECONNREFUSED']);
  });
});

describe('A step of a build', () => {
  test(name('F103'), async () => {
    const { built } = heard('closed');
    expect(built.length).toBeGreaterThan(40);
    expect(built.filter(({ reached, target }) => reached && target !== 'names' && target !== 'outside')).toEqual([]);
    expect(
      built.filter(({ target }) => target === 'names' || target === 'outside').map(({ reached }) => reached),
    ).toEqual([true, true]);
    // Told at once, not after a wait.
    for (const place of [METADATA, AZURE, '172.16.0.1', ENGINE_NETWORK.loopback])
      expect(built.filter(({ address }) => address === place)).toMatchObject([{ how: 'ECONNREFUSED' }]);
    await expectOnlyOurCall();
  });

  test(name('F199'), () => {
    expect(heard('closed').forging).toBe('Operation not permitted\nOperation not permitted\n');
  });

  test(name('F195'), async ({ signal }) => {
    const { built } = heard('open');
    expect(built.filter(({ address }) => address === neighbour)).toMatchObject([{ reached: false }]);
    const here = await attemptHere(
      grading.engine.info.netns,
      [{ target: 'submission', address: neighbour, port: 7070 }],
      signal,
    );
    expect(here).toMatchObject([{ reached: true }]);
  });
});

/** Grades a hostile stack, and hears from it what it reached. */
async function hear(network: 'closed' | 'open', signal: AbortSignal): Promise<Told> {
  const everywhere = forbidden({ machine: machine.port, inside: inside.port });
  const names: Attempt[] = [OUTSIDE, 'secret.example.com'].map((address) => ({ target: 'names', address, port: null }));
  const hosts: Attempt[] = ['host.docker.internal', 'worker'].map((address) => ({
    target: 'machine',
    address,
    port: machine.port,
  }));
  const mirror: Attempt = { target: 'outside', address: OUTSIDE, port: 443 };
  const another: Attempt = { target: 'submission', address: neighbour, port: 7070 };
  return withFolder(async (folder) => {
    const tries = [...everywhere, ...names, ...hosts];
    await writeFiles(
      folder,
      await networkStack(machine.port, tries, [...everywhere, ...names.slice(0, 1), mirror, another]),
    );
    const assignment = bareAssignment({
      network: { run: network },
      stack: { app: 'app', port: 3000 },
      probes: [{ name: 'tried', request: { path: '/tried' }, expect: { status: 200 } }],
    });
    const count = grading.jobs.length;
    const running = grading.run(folder, assignment, signal, []);
    const [{ evidence }, container] = await Promise.all([
      running,
      containerOf(grading.engine, projectOf(grading.jobs[count] ?? ''), running, signal),
    ]);
    const answer = evidence.probe?.probes[0]?.answer;
    if (!answer?.ok)
      throw new Error(`it did not tell: ${JSON.stringify({ answer, ...evidence.build, ...evidence.admit })}`);
    const said = JSON.parse(gunzipSync(Buffer.from(answer.body, 'base64')).toString());
    return { ...said, container, tried: readOutcomes(said.tried) ?? [], built: readOutcomes(said.built) ?? [] };
  });
}

function heard(network: 'closed' | 'open'): Told {
  const found = told[network];
  if (!found) throw new Error(`the ${network} run told nothing`);
  return found;
}

/** What came of these addresses, in their order. */
function of(network: 'closed' | 'open', addresses: readonly string[]): string[] {
  return addresses.flatMap((address) =>
    heard(network)
      .tried.filter((one) => one.address === address)
      .map(({ how }) => how),
  );
}

/** The control: the worker's listener answers, on this machine, and nobody else has called it. */
async function expectOnlyOurCall(): Promise<void> {
  const before = machine.callers.length;
  const socket = connect(machine.port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('close', resolve).once('error', reject).resume());
  expect(machine.callers.filter((caller) => !/^(::ffff:)?127\.0\.0\.1$/.test(caller))).toEqual([]);
  expect(machine.callers).toHaveLength(before + 1);
}

async function docker(...args: string[]): Promise<string> {
  return (await execa('docker', ['--host', grading.engine.info.host, ...args])).stdout;
}
