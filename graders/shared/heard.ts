import type { Evidence } from '../../src/core/evidence/index.ts';
import type { Proof } from '../../src/core/verdict.ts';
import { logProof } from './proof.ts';
import { linesIn } from './said.ts';
import { applicationsOf } from './usage.ts';

/** Somebody who wrote something: a service, and its words. */
export interface Voice {
  service: string;
  text: string;
  /** It wrote this while its image was built. */
  building?: boolean;
}

/** A line that a pattern fits. */
export interface Heard {
  service: string;
  building?: boolean | undefined;
  line: string;
  found: RegExpExecArray;
}

/** The first line of these voices that one of the patterns fits; the patterns in their order. */
export function hear(voices: readonly Voice[], ...patterns: readonly RegExp[]): Heard | null {
  for (const pattern of patterns) {
    for (const { service, text, building } of voices) {
      for (const line of linesIn(text)) {
        const found = pattern.exec(line);
        if (found) return { service, building, line: line.trim(), found };
      }
    }
  }
  return null;
}

/** What builds that failed wrote. */
export function builds({ build }: Evidence): Voice[] {
  const failed = build?.builds.filter(({ outcome }) => outcome === 'failed') ?? [];
  return failed.map(({ service, log }) => ({ service, text: log, building: true }));
}

/** What services wrote when they were started, the first start first; of those that are named, or of all. */
export function started({ start }: Evidence, names?: readonly string[]): Voice[] {
  const states = start?.attempts.flatMap(({ services }) => services) ?? [];
  return states
    .filter(({ service }) => names === undefined || names.includes(service))
    .map(({ service, log }) => ({ service, text: log }));
}

/** What these services wrote while requests failed. */
function later({ probe }: Evidence, names: readonly string[]): Voice[] {
  const logs = probe?.logs?.filter(({ service }) => names.includes(service)) ?? [];
  return logs.map(({ service, log }) => ({ service, text: log }));
}

/** What the applications wrote and what they answered to requests that failed. */
export function applications(evidence: Evidence): Voice[] {
  const { resolve, probe } = evidence;
  if (resolve === undefined) return [];
  const failed = probe?.probes.filter(({ outcome }) => outcome === 'fail') ?? [];
  const app = resolve.app?.service ?? '';
  const said = failed.flatMap(({ answer }) => (answer?.ok ? [{ service: app, text: answer.body }] : []));
  const names = applicationsOf(resolve);
  return [...started(evidence, names), ...later(evidence, names), ...said];
}

/** What the databases wrote. */
export function databases(evidence: Evidence): Voice[] {
  const services = evidence.resolve?.services.filter(({ database }) => database !== null) ?? [];
  const names = services.map(({ name }) => name);
  return [...started(evidence, names), ...later(evidence, names)];
}

/** The line that tells it, as a proof. */
export function quote({ service, building = false, line }: Pick<Heard, 'service' | 'building' | 'line'>): Proof[] {
  const title = building
    ? { en: `What the build of ${service} writes`, es: `Lo que escribe la construcción de ${service}` }
    : { en: `What ${service} writes`, es: `Lo que escribe ${service}` };
  return logProof(title, line.replace(/^#\d+ [\d.]+ /, ''));
}
