import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { stopOwnEngine } from '../../../worker/engine/own/index.ts';
import { ownPaths } from '../../../worker/engine/own/paths.ts';
import { commandLine } from '../../../worker/engine/own/processes.ts';

/** A home for one test; its engine is stopped and everything removed at the end of the scope. */
export async function temporaryHome(): Promise<{ home: string; [Symbol.asyncDispose](): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-own-'));
  return {
    home,
    async [Symbol.asyncDispose]() {
      await stopOwnEngine(home);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Everything on the machine that belongs to the engine of a home: processes, mounts, folders in /run, control groups. */
export async function traces(home: string): Promise<string[]> {
  const { name, config, run } = ownPaths(home);
  const processes = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => commandLine(Number(pid)).join(' '))
    .filter((line) => line.includes(config) || line.includes(run));
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const { stdout: groups } = await execa('find', ['/sys/fs/cgroup', '-name', name]);
  const folders = readdirSync('/run').filter((entry) => entry === name);
  return [
    ...processes,
    ...mounts.filter((line) => line.includes(home) || line.includes(name)),
    ...folders,
    groups,
  ].filter(Boolean);
}

/** What a user's engine has on the machine, in the network namespace that the arguments of `nsenter` name. */
export async function networkOfTheMachine(namespace: readonly string[]) {
  const ask = async (...words: string[]) => (await execa('nsenter', [...namespace, ...words])).stdout;
  return {
    firewall: (await ask('iptables-save')).replace(/^#.*|\[\d+:\d+\]/gm, ''),
    links: await ask('ip', '-oneline', 'link'),
    routes: await ask('ip', 'route'),
    named: await ask('ip', 'netns', 'list'),
    forwarding: await ask('cat', '/proc/sys/net/ipv4/ip_forward'),
  };
}
