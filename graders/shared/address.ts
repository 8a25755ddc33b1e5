import type { ResolveEvidence, StartEvidence } from '../../src/core/evidence/index.ts';
import type { Cause } from './cause.ts';
import { addressHost } from './hosts.ts';
import { down, lastAttempt } from './services.ts';
import { applicationsOf } from './usage.ts';

/** An application is told a fixed address for its database, or a host outside of the stack, tried it, and does not come up; null when that is not so. */
export function addressCause(resolve: ResolveEvidence, start: StartEvidence): Cause | null {
  const variable = addressHost(resolve, applicationsOf(resolve));
  if (variable === null) return null;
  const { service, host } = variable;
  const silent = service === resolve.app?.service && !lastAttempt(start).ready;
  if (!silent && !down(start, resolve).has(service)) return null;
  const logs = start.attempts.flatMap(({ services }) => services.filter((state) => state.service === service));
  if (!logs.some(({ log }) => log.includes(host))) return null;
  return {
    by: 'services-found-by-name',
    message: {
      en: `Not looked at: ${service} does not come up, because it looks for its database at \`${host}\`.`,
      es: `No se miró: ${service} no llega a arrancar, porque busca su base de datos en \`${host}\`.`,
    },
  };
}
