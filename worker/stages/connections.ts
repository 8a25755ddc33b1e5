import type { Connections } from '../../src/core/evidence/index.ts';
import { serviceOf } from '../engine/docker.ts';
import { socketsOf } from '../observe/sockets.ts';
import { containersOf } from '../observe/states.ts';
import type { RunContext } from './stage.ts';
import { addressesOf } from './target.ts';

/** TCP connections between the services of the stack, seen from the side that accepted them; null when they cannot be seen from here. */
export async function connectionsBetween(context: RunContext): Promise<Connections> {
  if (context.engine.info.proc === null) return null;
  const containers = (await containersOf(context)).filter(({ State }) => State.Running);
  const owner = new Map(containers.flatMap((c) => addressesOf(c).map((address) => [address, serviceOf(c)] as const)));
  const seen = new Map<string, { from: string; to: string; port: number }>();
  for (const container of containers) {
    const sockets = (await socketsOf(context.engine.info.proc, container.State.Pid)) ?? [];
    const ports = new Set(sockets.filter(({ state }) => state === 'listening').map(({ local }) => local.port));
    for (const { state, local, remote } of sockets) {
      const from = owner.get(remote.address);
      const to = serviceOf(container);
      if (state === 'connected' && ports.has(local.port) && from !== undefined && from !== to) {
        seen.set(`${from} ${to} ${local.port}`, { from, to, port: local.port });
      }
    }
  }
  return [...seen.values()];
}
