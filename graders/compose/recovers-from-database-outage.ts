import type { PersistenceEvidence, ServiceFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, type Proof, pass } from '../../src/core/verdict.ts';
import { applicationCause, type Cause, databaseCause, databaseDownCause } from '../shared/cause.ts';
import { neverWorked, workedBefore } from '../shared/probes.ts';
import { httpProof, listProof, serviceLog } from '../shared/proof.ts';

export default defineGrader({
  id: 'recovers-from-database-outage',
  group: 'compose',
  title: {
    en: 'The application recovers when its database was away',
    es: 'La aplicación se recupera cuando su base de datos estuvo ausente',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the application after its database was stopped for some seconds and started again: does it answer well again without anyone restarting it? A restart by its own restart policy is fine.',
      es: 'En la aplicación después de detener unos segundos su base de datos y volver a iniciarla: ¿responde bien otra vez sin que nadie la reinicie? Que la reinicie su propia política de reinicio está bien.',
    },
    why: {
      en: 'Databases are updated, moved and restarted. An application that never connects again stays down until somebody notices, although all its data is there.',
      es: 'Las bases de datos se actualizan, se mueven y se reinician. Una aplicación que no vuelve a conectarse queda caída hasta que alguien lo nota, aunque todos sus datos sigan ahí.',
    },
    mend: {
      en: "Handle the error event of the pool (`pool.on('error', …)`) so that the process lives on, or give the service `restart: unless-stopped`.",
      es: "Maneja el evento de error del pool (`pool.on('error', …)`) para que el proceso siga vivo, o dale al servicio `restart: unless-stopped`.",
    },
  },
  examples: {
    passes: `const pool = new Pool();
pool.on('error', (error) => console.error(error.message));`,
    fails: 'const pool = new Pool();',
  },
  needs: ['resolve', 'start', 'probe', 'persistence'],
  judge({ resolve, start, probe, persistence }) {
    const cause = databaseCause(resolve) ?? databaseDownCause(start) ?? applicationCause(resolve, start, probe);
    if (cause) return blocked(cause);
    const { recovery } = persistence;
    if (recovery === null) return blocked(notTried);
    const app = resolve.app?.service ?? '';
    const database = resolve.database?.service ?? '';
    const answer = httpProof(
      { en: 'After the database was back', es: 'Cuando volvió la base de datos' },
      app,
      recovery.answer,
    );
    if (recovery.recovered) {
      return pass({
        message: {
          en: `${app} answers well again after ${database} was stopped and started.`,
          es: `${app} vuelve a responder bien después de detener e iniciar ${database}.`,
        },
        evidence: [answer, ...phasesProof(recovery)],
      });
    }
    if (!workedBefore(probe)) return blocked(neverWorked(probe));
    // With its tables gone no application answers well, however gladly it connects again.
    if (persistence.ladder.restart?.found === false) return blocked(emptyDatabase);
    const facts = resolve.services.find((service) => service.name === app);
    const dead = recovery.appStatus !== 'running';
    return fail({
      message: dead
        ? {
            en: `${app} ended when ${database} went away, and nobody started it again.`,
            es: `${app} terminó cuando ${database} dejó de estar, y nadie volvió a iniciarla.`,
          }
        : {
            en: `${database} is back, but ${app} does not answer well again.`,
            es: `${database} volvió, pero ${app} no vuelve a responder bien.`,
          },
      expected: {
        en: `${app} answers as before once ${database} is back.`,
        es: `${app} responde como antes cuando ${database} vuelve.`,
      },
      actual: dead
        ? { en: `The container of ${app} does not run.`, es: `El contenedor de ${app} no está en marcha.` }
        : { en: `${app} runs, without a good answer.`, es: `${app} se ejecuta, sin una respuesta buena.` },
      remedy: dead ? survive(app, isBroughtBack(facts)) : CONNECT_AGAIN,
      where: facts?.where,
      evidence: [answer, ...phasesProof(recovery), ...serviceLog(app, recovery.log)],
    });
  },
});

/** @param covered a restart policy is there already */
function survive(app: string, covered: boolean): Text {
  const net = {
    en: ` As a safety net, add \`restart: unless-stopped\` to ${app}.`,
    es: ` Como red de seguridad, añade \`restart: unless-stopped\` a ${app}.`,
  };
  return {
    en: `Catch the lost connection and let the pool open a new one (in Node: \`pool.on('error', …)\`).${covered ? '' : net.en}`,
    es: `Captura la conexión perdida y deja que el pool abra una nueva (en Node: \`pool.on('error', …)\`).${covered ? '' : net.es}`,
  };
}

/** `on-failure` leaves alone who ends with 0. */
function isBroughtBack(facts: ServiceFacts | undefined): boolean {
  return ['always', 'unless-stopped'].includes(facts?.restart?.policy ?? 'no');
}

/** No restart policy helps a program that goes on running. */
const CONNECT_AGAIN: Text = {
  en: "A connection that broke never works again. Take one from a pool for each query (in Node: `pg.Pool` or `mysql.createPool`, with `pool.on('error', …)`), or connect anew after an error, instead of keeping the one of the start.",
  es: "Una conexión rota no vuelve a funcionar. Toma una de un pool para cada consulta (en Node: `pg.Pool` o `mysql.createPool`, con `pool.on('error', …)`), o conéctate de nuevo tras un error, en vez de conservar la del arranque.",
};

/** What it answered from the return of its database on, and for how long. */
function phasesProof({ away, answers = [] }: NonNullable<PersistenceEvidence['recovery']>): Proof[] {
  if (away === undefined || answers.length === 0) return [];
  const title = {
    en: `The database was away for ${away.toFixed(1)} s; what was answered from its return on`,
    es: `La base de datos faltó ${away.toFixed(1)} s; qué se respondió desde su vuelta`,
  };
  const lines = answers.map(
    ({ said, from, until, times }) => `${from.toFixed(1)}–${until.toFixed(1)} s  ${said} (×${times})`,
  );
  return [listProof('timing', title, lines)];
}

const emptyDatabase: Cause = {
  by: 'database-survives-restart',
  message: {
    en: 'Could not be told: the database came back without its data.',
    es: 'No se pudo saber: la base de datos volvió sin sus datos.',
  },
};

const notTried: Cause = {
  by: 'persistence',
  message: {
    en: 'Not looked at: the database was not taken away and brought back.',
    es: 'No se miró: no se llegó a quitar y devolver la base de datos.',
  },
};
