import { type Cause, composeCause } from '../../src/core/cause.ts';
import type { ProbeEvidence, ResolveEvidence, StartEvidence } from '../../src/core/evidence/index.ts';
import { addressCause } from './address.ts';
import { down, lastAttempt } from './services.ts';

export { type Cause, composeCause };

export function dockerfileCause(resolve: ResolveEvidence): Cause | null {
  if (resolve.dockerfiles.some((file) => file.exists)) return null;
  return {
    by: 'dockerfile-present',
    message: {
      en: 'Not looked at: no service is built from a Dockerfile of yours.',
      es: 'No se miró: ningún servicio se construye a partir de un Dockerfile tuyo.',
    },
  };
}

/** There is no database service to speak of. */
export function databaseCause(resolve: ResolveEvidence): Cause | null {
  if (resolve.database !== null) return null;
  return {
    by: 'database-is-a-service',
    message: {
      en: 'Not looked at: the Compose file has no service that is a database.',
      es: 'No se miró: el archivo de Compose no tiene ningún servicio que sea una base de datos.',
    },
  };
}

/** The database service is there, but it does not run. */
export function databaseDownCause(start: StartEvidence): Cause | null {
  if (start.database === null || start.database.running) return null;
  const { service } = start.database;
  return {
    by: 'stack-starts',
    message: {
      en: `Not looked at: the database service ${service} does not run.`,
      es: `No se miró: el servicio de base de datos ${service} no está en marcha.`,
    },
  };
}

/** The application cannot be asked. Judges by the start when there is no `probe` to judge by. */
export function applicationCause(resolve: ResolveEvidence, start: StartEvidence, probe?: ProbeEvidence): Cause | null {
  if (probe === undefined ? lastAttempt(start).ready : probe.ready.ok) return null;
  const app = resolve.app?.service;
  if (app === undefined) return dockerfileCause(resolve) ?? noApplication;
  const address = addressCause(resolve, start);
  if (address) return address;
  if (down(start, resolve).has(app)) {
    return {
      by: 'stack-starts',
      message: {
        en: `Not looked at: the application ${app} did not start.`,
        es: `No se miró: la aplicación ${app} no arrancó.`,
      },
    };
  }
  return {
    by: 'app-responds',
    message: {
      en: `Not looked at: the application ${app} does not answer.`,
      es: `No se miró: la aplicación ${app} no responde.`,
    },
  };
}

const noApplication: Cause = {
  by: 'app-responds',
  message: {
    en: 'Not looked at: no service was found that answers HTTP.',
    es: 'No se miró: no se encontró ningún servicio que responda por HTTP.',
  },
};
