import type { ColdStart, CompleteEvidence, ServiceState } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, type Proof, partial, pass, type Verdict } from '../../src/core/verdict.ts';
import { applicationCause, type Cause, databaseCause, databaseDownCause } from '../shared/cause.ts';
import { notAsked } from '../shared/drills.ts';
import { deadAtFirst, deadInTheCold, lookedWell, meanwhileProof, reasonOf } from '../shared/order.ts';
import { neverWorked, workedBefore } from '../shared/probes.ts';
import { httpProof, serviceLog } from '../shared/proof.ts';
import { lastAttempt } from '../shared/services.ts';

export default defineGrader({
  id: 'starts-in-order',
  group: 'compose',
  title: {
    en: 'The application waits for its database at the start',
    es: 'La aplicación espera a su base de datos al arrancar',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At a start of the whole stack in which the database is there, but takes no connections for some seconds: does the application wait for it (health check and `condition: service_healthy`) or try again, and does it answer in the end? Coming back by a restart policy earns half. The very first start counts too.',
      es: 'En un arranque de todo el stack en el que la base de datos está, pero durante unos segundos no acepta conexiones: ¿la aplicación la espera (health check y `condition: service_healthy`) o reintenta, y al final responde? Volver por una política de reinicio da la mitad. El primer arranque también cuenta.',
    },
    why: {
      en: 'A plain `depends_on` waits until the container of the database runs, not until the database takes connections. That gap is short on your computer and long on a slow one, so the stack works for you and dies for others.',
      es: 'Un `depends_on` simple espera a que el contenedor de la base de datos esté en marcha, no a que la base de datos acepte conexiones. Ese hueco es corto en tu computadora y largo en una lenta: el stack te funciona a ti y a otros se les muere.',
    },
    mend: {
      en: 'Give the database a `healthcheck`, and let the application wait for it with `condition: service_healthy`; or connect in a loop with a pause between two tries.',
      es: 'Dale a la base de datos un `healthcheck` y haz que la aplicación la espere con `condition: service_healthy`; o conéctate en un bucle, con una pausa entre intentos.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:16
    env_file: .env
    healthcheck:
      test: pg_isready -U postgres`,
    fails: `services:
  app:
    build: .
    depends_on:
      - db
  db:
    image: postgres:16
    env_file: .env`,
  },
  drills: ['cold-start'],
  needs: ['resolve', 'start', 'probe', 'persistence'],
  judge(evidence) {
    const { resolve, start, probe, persistence } = evidence;
    const cause = databaseCause(resolve) ?? databaseDownCause(start) ?? applicationCause(resolve, start, probe);
    if (cause) return blocked(cause);
    const early = deadAtFirst(resolve, start);
    if (early) return diedAtFirst(early, evidence);
    const cold = persistence.coldStart;
    if (cold === undefined) return blocked(notAsked);
    if (cold === null) return lastAttempt(start).failure === null ? untold(evidence) : blocked(neverInOrder);
    if (cold.answersWell === false && persistence.ladder.recreate?.application === 'no-answer')
      return blocked(onlyOnce);
    const dead = deadInTheCold(cold, evidence);
    if (dead)
      return dead.broughtBack && cold.answersWell
        ? cameBack(dead.state, cold, evidence)
        : died(dead.state, cold, evidence);
    if (cold.answersWell !== false) return lookedWell(cold, resolve);
    if (!workedBefore(probe)) return blocked(neverWorked(probe));
    return cold.applications.some(({ meanwhile }) => meanwhile === 'running') ? silent(cold, evidence) : blocked(notUp);
  },
});

type Seen = Pick<CompleteEvidence, 'resolve'>;
type Application = ColdStart['applications'][number];

const databaseOf = ({ resolve }: Seen) => resolve.database?.service ?? '';

function expectedOf(service: string, seen: Seen) {
  return {
    en: `${service} waits until ${databaseOf(seen)} takes connections, or tries again, and then answers.`,
    es: `${service} espera hasta que ${databaseOf(seen)} acepte conexiones, o reintenta, y luego responde.`,
  };
}

function diedAtFirst({ service, exitCode, log }: ServiceState, seen: Seen): Verdict {
  const reason = reasonOf(service, seen.resolve);
  return fail({
    message: {
      en: `At the very first start ${service} ended before ${databaseOf(seen)} was ready; started once more, it works. ${reason.why.en}`,
      es: `En el primer arranque ${service} terminó antes de que ${databaseOf(seen)} estuviera lista; al arrancar otra vez funciona. ${reason.why.es}`,
    },
    expected: expectedOf(service, seen),
    actual: {
      en: `It ended with exit code ${exitCode ?? '?'}.`,
      es: `Terminó con el código de salida ${exitCode ?? '?'}.`,
    },
    remedy: reason.remedy,
    where: reason.where,
    evidence: [...serviceLog(service, log), ...proofOfNothing(service, log)],
  });
}

function died({ service, exitCode, restarts, log }: Application, cold: ColdStart, seen: Seen): Verdict {
  const reason = reasonOf(service, seen.resolve);
  const again = restarts > 0;
  return fail({
    message: {
      en: `While ${databaseOf(seen)} was not ready yet, ${service} ended${again ? ', again and again, until nobody restarted it any more' : ' and stayed down'}. ${reason.why.en}`,
      es: `Mientras ${databaseOf(seen)} aún no estaba lista, ${service} terminó${again ? ' una y otra vez, hasta que ya nadie la reinició' : ' y no volvió'}. ${reason.why.es}`,
    },
    expected: expectedOf(service, seen),
    actual: {
      en: `Its container ended with exit code ${exitCode ?? '?'}.`,
      es: `Su contenedor terminó con el código de salida ${exitCode ?? '?'}.`,
    },
    remedy: reason.remedy,
    where: reason.where,
    evidence: [meanwhileProof(cold), ...serviceLog(service, log)],
  });
}

function cameBack({ service, log }: Application, cold: ColdStart, seen: Seen): Verdict {
  const reason = reasonOf(service, seen.resolve);
  return partial({
    share: 0.5,
    message: {
      en: `While ${databaseOf(seen)} was not ready yet, ${service} crashed; its restart policy brought it back until it worked. That is a safety net, not an order. ${reason.why.en}`,
      es: `Mientras ${databaseOf(seen)} aún no estaba lista, ${service} se cayó; su política de reinicio la levantó hasta que funcionó. Eso es una red de seguridad, no un orden. ${reason.why.es}`,
    },
    expected: expectedOf(service, seen),
    actual: { en: 'It crashed and was restarted.', es: 'Se cayó y se reinició.' },
    remedy: reason.remedy,
    where: reason.where,
    evidence: [meanwhileProof(cold), ...serviceLog(service, log)],
  });
}

/** It lives on, and never tries again. */
function silent(cold: ColdStart, seen: Seen): Verdict {
  const service = seen.resolve.app?.service ?? '';
  const reason = reasonOf(service, seen.resolve);
  const log = cold.applications.find((one) => one.service === service)?.log ?? '';
  return fail({
    message: {
      en: `${service} started before ${databaseOf(seen)} was ready, and did not answer well even when it was. ${reason.why.en}`,
      es: `${service} arrancó antes de que ${databaseOf(seen)} estuviera lista, y tampoco respondió bien cuando lo estuvo. ${reason.why.es}`,
    },
    expected: expectedOf(service, seen),
    actual: { en: 'It runs, without a good answer.', es: 'Está en marcha, sin una respuesta buena.' },
    remedy: reason.remedy,
    where: reason.where,
    evidence: [
      meanwhileProof(cold),
      httpProof(
        { en: 'When the database was ready', es: 'Cuando la base de datos estuvo lista' },
        service,
        cold.answer,
      ),
      ...serviceLog(service, log),
    ],
  });
}

/** A program may die without a word. */
function proofOfNothing(service: string, log: string): Proof[] {
  if (log.trim() !== '') return [];
  const text = { en: `${service} wrote nothing.`, es: `${service} no escribió nada.` };
  return [{ kind: 'text', title: { en: 'Output', es: 'Salida' }, text }];
}

function untold(seen: Seen): Verdict {
  return pass({
    message: {
      en: `Everything came up at the first start. ${databaseOf(seen)} cannot be held back from here, so it was not tried with a slow database. It costs no points.`,
      es: `Todo arrancó a la primera. ${databaseOf(seen)} no se puede retener desde aquí, así que no se probó con una base de datos lenta. No resta puntos.`,
    },
  });
}

const neverInOrder: Cause = {
  by: 'stack-starts',
  message: {
    en: 'Not looked at: `docker compose up` does not bring the stack up in its order, so nothing can be said of the order.',
    es: 'No se miró: `docker compose up` no levanta el stack en su orden, así que del orden no se puede decir nada.',
  },
};

/** A database that is ready at once does not help it either. */
const onlyOnce: Cause = {
  by: 'ephemeral-container',
  message: {
    en: 'Not looked at: the application does not come up in a new container even when its database is there.',
    es: 'No se miró: la aplicación no arranca en un contenedor nuevo ni siquiera cuando su base de datos está.',
  },
};

const notUp: Cause = {
  by: 'persistence',
  message: {
    en: 'Could not be told: the application was held until its database was ready, and did not come up in time then.',
    es: 'No se pudo saber: la aplicación esperó a su base de datos, y después no llegó a arrancar a tiempo.',
  },
};
