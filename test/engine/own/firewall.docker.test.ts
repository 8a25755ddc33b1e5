import { isIPv4 } from 'node:net';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { acquireOwnEngine } from '../../../worker/engine/own/index.ts';
import { machineNetworks } from '../../../worker/machine-networks.ts';
import { attemptHere } from '../../../worker/proof/here.ts';
import { listener } from '../../support/canary.ts';
import { temporaryHome } from './machine.ts';

const say = () => undefined;

test('private addresses are closed, also for the engine itself, but for those that its last user named', async ({
  signal,
}) => {
  await using place = await temporaryHome();
  await using mirror = await listener('0.0.0.0');
  await using other = await listener('0.0.0.0');
  const { home } = place;
  const address = machineNetworks().addresses.find(isIPv4) ?? '';
  const first = await acquireOwnEngine({ home, signal, say });
  const reached = async () => {
    const attempts = [mirror, other].map(({ port }) => ({ target: 'machine' as const, address, port }));
    const outcomes = await attemptHere(first.netns, attempts, signal);
    return outcomes?.map(({ how }) => how);
  };
  expect(await reached()).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
  const second = await acquireOwnEngine({ home, privateHosts: [`${address}:${mirror.port}`], signal, say });
  expect(await reached()).toEqual(['connected', 'ECONNREFUSED']);
  const third = await acquireOwnEngine({ home, privateHosts: [`${address}/32`], signal, say });
  expect(await reached()).toEqual(['connected', 'connected']);
  for (const engine of [second, third]) await engine.release();
  const fourth = await acquireOwnEngine({ home, signal, say });
  expect(await reached()).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
  for (const engine of [fourth, first]) await engine.release();
});

test('the firewall stays as it is while Docker makes and removes networks', async ({ signal }) => {
  await using place = await temporaryHome();
  const engine = await acquireOwnEngine({ home: place.home, signal, say });
  const rules = async () => {
    const { stdout } = await execa('nsenter', [`--net=${engine.netns}`, 'iptables', '--list-rules']);
    return stdout.split('\n').filter((line) => /DOCKGRADE|^-A (INPUT|OUTPUT|DOCKER-USER)|^-A FORWARD/.test(line));
  };
  const before = await rules();
  expect(before.find((line) => line.startsWith('-A FORWARD'))).toBe('-A FORWARD -j DOCKER-USER');
  expect(before.filter((line) => line.startsWith('-A DOCKGRADE')).length).toBeGreaterThan(20);
  for (const words of [
    ['create', 'one'],
    ['create', '--internal', 'two'],
    ['rm', 'one', 'two'],
  ]) {
    await execa('docker', ['--host', engine.host, 'network', ...words]);
    expect(await rules()).toEqual(before);
  }
  const { stdout } = await execa('nsenter', [`--net=${engine.netns}`, 'cat', '/proc/net/if_inet6']);
  expect(stdout).toBe('');
  await engine.release();
});
