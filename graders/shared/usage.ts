import type {
  PersistenceEvidence,
  ProbeEvidence,
  ResolveEvidence,
  StartEvidence,
} from '../../src/core/evidence/index.ts';
import { findUnreachable, lostConnection } from './unreachable.ts';

/** The services that may talk to the database: the one that is probed (maybe a proxy), and what the student wrote. */
export function applicationsOf(resolve: ResolveEvidence): string[] {
  return [...new Set([...(resolve.app === null ? [] : [resolve.app.service]), ...resolve.applications])];
}

/** The application that was seen with a connection to the database, right after the start or while the probes ran. */
export function connected(resolve: ResolveEvidence, start: StartEvidence, probe: ProbeEvidence): string | null {
  const names = applicationsOf(resolve);
  const all = [...(start.connections ?? []), ...(probe.connections ?? [])];
  const seen = all.find(({ from, to }) => names.includes(from) && to === resolve.database?.service);
  return seen?.from ?? null;
}

/** The application answered as well without its database: what it keeps is not there. */
export function keepsElsewhere(persistence: PersistenceEvidence): boolean {
  return persistence.away?.degraded === false;
}

/** A marker that went in through the application was found again through it. */
export function markerThroughApplication(persistence: PersistenceEvidence): boolean {
  return Object.values(persistence.ladder).some((rung) => rung?.application === 'found');
}

/**
 * What an application let be seen when its database went away: the line of its output that speaks of it (`line`), or that its container ended
 * or was restarted by its policy (`null`); undefined when nothing of the kind was seen.
 */
export function missedDatabase(resolve: ResolveEvidence, { recovery }: PersistenceEvidence): string | null | undefined {
  if (recovery === null) return undefined;
  const line = findUnreachable(recovery.log, resolve.database?.kind ?? null)?.line ?? lostConnection(recovery.log);
  if (line !== null) return line;
  return recovery.restarted || recovery.appStatus !== 'running' ? null : undefined;
}
