import type { PersistenceEvidence, ProbeEvidence } from '../../src/core/evidence/index.ts';

/** A connection from the application to the database was seen while the probes ran. */
export function connected(probe: ProbeEvidence, app: string, database: string | undefined): boolean {
  return probe.connections?.some(({ from, to }) => from === app && to === database) ?? false;
}

/** The application answered as well without its database: what it keeps is not there. */
export function keepsElsewhere(persistence: PersistenceEvidence): boolean {
  return persistence.away?.degraded === false;
}

/** A marker that went in through the application was found again through it. */
export function markerThroughApplication(persistence: PersistenceEvidence): boolean {
  return Object.values(persistence.ladder).some((rung) => rung?.application === 'found');
}
