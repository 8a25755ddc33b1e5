import type { ProbeEvidence, ProbeResult } from '../../src/core/evidence/index.ts';
import type { Proof } from '../../src/core/verdict.ts';
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
