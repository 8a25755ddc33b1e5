import type { ProbeEvidence, ResolveEvidence, StartEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { lastAttempt, stateOf } from './services.ts';
import { findUnreachable } from './unreachable.ts';

/** An application that fails is often only the messenger: what is known of the way to its database, as a sentence to add; null when nothing is. */
export function databaseSays(resolve: ResolveEvidence, start: StartEvidence, probe: ProbeEvidence): Text | null {
  if (start.database && !start.database.running) {
    return {
      en: `The database service ${start.database.service} does not run, so what needs it cannot work.`,
      es: `El servicio de base de datos ${start.database.service} no está en marcha, así que lo que lo necesita no puede funcionar.`,
    };
  }
  const kind = resolve.database?.kind ?? null;
  const bodies = probe.probes.map((one) => (one.answer?.ok ? one.answer.body : ''));
  const log = stateOf(lastAttempt(start), resolve.app?.service ?? '')?.log ?? '';
  const said = [...bodies, log].join('\n');
  // A database that refuses a password was reached.
  if (REACHED.test(said)) return null;
  const found = findUnreachable(said, kind);
  if (found === null) return null;
  return {
    en: `The application cannot reach its database: it tries the host \`${found.host}\`.`,
    es: `La aplicación no llega a su base de datos: prueba con el host \`${found.host}\`.`,
  };
}

const REACHED = /password authentication failed|Access denied for user|role "[^"]+" does not exist/;
