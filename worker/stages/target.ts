import { serviceOf } from '../engine/docker.ts';
import type { Container } from '../engine/engine.ts';
import { containersOf } from '../observe/states.ts';
import type { RunContext } from './stage.ts';

/** Where a service's port can be reached right now; null when its container does not run. Addresses change with every new container. */
export async function targetOf(
  context: RunContext,
  service: string,
  port: number,
): Promise<{ address: string; port: number } | null> {
  const container = (await containersOf(context)).find((c) => serviceOf(c) === service && c.State.Running);
  if (!container) return null;
  if (context.engine.info.reach === 'published') return publishedPort(container, port);
  const address = addressesOf(container)[0];
  return address === undefined ? null : { address, port };
}

export function addressesOf(container: Container): string[] {
  return Object.values(container.NetworkSettings.Networks ?? {})
    .map((network) => network?.IPAddress ?? '')
    .filter((address) => address !== '');
}

function publishedPort(container: Container, port: number): { address: string; port: number } | null {
  const binding = container.NetworkSettings.Ports[`${port}/tcp`]?.[0];
  return binding ? { address: '127.0.0.1', port: Number(binding.HostPort) } : null;
}
