import type { PersistenceEvidence, ResolveEvidence, Rung, StartEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { applicationCause, type Cause, databaseCause, databaseDownCause } from './cause.ts';

export interface Seen {
  resolve: ResolveEvidence;
  start: StartEvidence;
  persistence: PersistenceEvidence;
}

/** Why a rung of the ladder tells nothing about the data. Data is never called lost without proof. */
export function rungCause({ resolve, start, persistence }: Seen, rung: Rung | null): Cause | null {
  const none = databaseCause(resolve) ?? databaseDownCause(start);
  if (none) return none;
  if (rung?.written && rung.found !== null) return null;
  const throughApplication = persistence.way === 'application' ? applicationCause(resolve, start) : null;
  if (throughApplication) return throughApplication;
  if (rung === null || persistence.way === 'none') return said(persistence.reason);
  if (!rung.written) return persistence.way === 'application' ? notWritten : said(persistence.reason);
  if (!rung.startedAgain) return notBack;
  return rung.application === 'no-answer' ? noAnswer : said(persistence.reason);
}

/** Which of the two ways found the marker, for a message. */
export function foundThrough(rung: Rung): Text {
  return rung.decidedBy === 'application'
    ? { en: 'through the application', es: 'a través de la aplicación' }
    : { en: "through the database's own client", es: 'con el cliente de la propia base de datos' };
}

function said(reason: Text): Cause {
  return {
    by: 'persistence',
    message: { en: `Could not be told: ${reason.en}.`, es: `No se pudo saber: ${reason.es}.` },
  };
}

const notWritten: Cause = {
  by: 'endpoints-work',
  message: {
    en: 'Not looked at: the application did not store the marker that was to be found again.',
    es: 'No se miró: la aplicación no guardó la marca que había que volver a encontrar.',
  },
};

const notBack: Cause = {
  by: 'persistence',
  message: {
    en: 'Could not be told: the database did not come back, so nobody could look into its data.',
    es: 'No se pudo saber: la base de datos no volvió a arrancar, así que nadie pudo mirar sus datos.',
  },
};

const noAnswer: Cause = {
  by: 'recovers-from-database-outage',
  message: {
    en: 'Could not be told: the application did not answer any more, and the database could not be asked directly.',
    es: 'No se pudo saber: la aplicación ya no respondió, y no se pudo preguntar directamente a la base de datos.',
  },
};
