import type { PersistenceEvidence, ProbeEvidence, ResolveEvidence } from '../../src/core/evidence/index.ts';

/** The services that may talk to the database: the one that is probed (maybe a proxy), and what the student wrote. */
export function applicationsOf(resolve: ResolveEvidence): string[] {
  return [...new Set([...(resolve.app === null ? [] : [resolve.app.service]), ...resolve.applications])];
}

/** The application that was seen with a connection to the database while the probes ran. */
export function connected(resolve: ResolveEvidence, probe: ProbeEvidence): string | null {
  const names = applicationsOf(resolve);
  const seen = probe.connections?.find(({ from, to }) => names.includes(from) && to === resolve.database?.service);
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
