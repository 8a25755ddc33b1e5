import { createHash } from 'node:crypto';
import type { ComposeNetwork } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

const OPTIONS = 'com.docker.network.bridge';

/** Bridges with the engine's own addresses. A closed run has no way out of them. */
export const networkDriver: Rule<ComposeNetwork> = {
  id: 'network-driver',
  keys: ['driver', 'driver_opts', 'ipam', 'internal', 'attachable', 'enable_ipv4', 'enable_ipv6', 'labels'],
  apply({ value, out, review, refuse, note }) {
    out.driver = 'bridge';
    out.driver_opts = { [`${OPTIONS}.name`]: bridgeOf(out.name) };
    for (const key of askedFor(value, ['driver'])) {
      if (value.driver === 'bridge' || value.driver === 'default') continue;
      refuse(
        {
          en: `\`driver: ${value.driver}\` reaches out of this machine. Remove the line: services of one stack need a bridge.`,
          es: `\`driver: ${value.driver}\` sale de esta máquina. Quita la línea: los servicios de un stack necesitan un bridge.`,
        },
        key,
      );
    }
    for (const key of askedFor(value, ['driver_opts', 'ipam', 'enable_ipv6'])) {
      note(
        'strip',
        {
          en: `\`${key}\` is left out: addresses and options of networks are given by the engine, so that many stacks fit on one machine.`,
          es: `\`${key}\` se omite: las direcciones y opciones de redes las asigna el motor, para que quepan muchos stacks en una máquina.`,
        },
        key,
      );
    }
    const closed = review.input.network === 'closed';
    const reached = review.input.reach === 'address';
    // An internal network publishes no port; where ports are the only way in, the way out is closed otherwise.
    if (value.internal === true || (closed && reached)) out.internal = true;
    else if (closed) out.driver_opts[`${OPTIONS}.enable_ip_masquerade`] = 'false';
  },
};

/** The interface on the engine's machine: firewalls there know ours by the beginning of this name (docs/security.md). The kernel takes 15 characters. */
function bridgeOf(network: string): string {
  return `dg-${createHash('sha256').update(network).digest('hex').slice(0, 12)}`;
}
