import type { ProbeEvidence, ProbeResult } from '../../src/core/evidence/index.ts';
import type { Proof } from '../../src/core/verdict.ts';
import type { Cause } from './cause.ts';
import { httpProof } from './proof.ts';

/** How many of the assignment's probes passed. A probe that was skipped did not. */
export function passed(probe: ProbeEvidence): number {
  return probe.probes.filter((one) => one.outcome === 'pass').length;
}

export function requestLine({ method, path }: ProbeResult['request']): string {
  return `${method} ${path}`;
}

export function probeProof(result: ProbeResult): Proof {
  return httpProof({ en: result.name, es: result.name }, requestLine(result.request), result.answer);
}

/** What never worked with its database cannot be said to have lost it. */
export function workedBefore({ ready, probes }: ProbeEvidence): boolean {
  if (probes.length > 0) return probes.some(({ outcome }) => outcome === 'pass');
  return ready.answer?.ok === true && ready.answer.status < 500;
}

export function neverWorked({ probes }: ProbeEvidence): Cause {
  return {
    by: probes.length > 0 ? 'endpoints-work' : 'probe',
    message: {
      en: 'Could not be told: the application did not answer well before either.',
      es: 'No se pudo saber: la aplicación tampoco respondía bien antes.',
    },
  };
}
