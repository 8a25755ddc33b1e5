import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, pass, type Verdict } from '../../src/core/verdict.ts';
import { applicationCause, type Cause, databaseDownCause } from '../shared/cause.ts';
import { databaseSays } from '../shared/database-says.ts';
import { describe, socketsProof } from '../shared/listening.ts';
import { httpProof, listProof, serviceLog } from '../shared/proof.ts';
import { lastAttempt, stateOf } from '../shared/services.ts';
import { withSnippet } from '../shared/snippet.ts';
import { symptomOf } from '../shared/symptom.ts';
import { wrongNameInLogs } from '../shared/wrong-name.ts';

export default defineGrader({
  id: 'app-responds',
  group: 'compose',
  title: {
    en: 'The application answers on the port that it publishes',
    es: 'La aplicación responde en el puerto que publica',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the answer to an HTTP request on the container port of the application. Unless the assignment names a status, every answer counts, a 404 too.',
      es: 'En la respuesta a una petición HTTP al puerto del contenedor de la aplicación. Salvo que la consigna pida un código, cuenta cualquier respuesta, también un 404.',
    },
    why: {
      en: 'A container can be "running" while nothing in it answers: the process listens on another port, on 127.0.0.1 only, or is long dead behind a development server.',
      es: 'Un contenedor puede estar «running» sin que nada en él responda: el proceso escucha en otro puerto, solo en 127.0.0.1, o murió hace rato detrás de un servidor de desarrollo.',
    },
    mend: {
      en: 'Let the application listen on 0.0.0.0, and make the right-hand number in `ports` the one that it really listens on.',
      es: 'Haz que la aplicación escuche en 0.0.0.0, y que el número de la derecha en `ports` sea el puerto en que realmente escucha.',
    },
  },
  examples: {
    passes: "app.listen(3000, '0.0.0.0');",
    fails: "app.listen(3000, '127.0.0.1');",
  },
  needs: ['resolve', 'start', 'probe'],
  judge({ resolve, start, probe }) {
    const request = `GET ${probe.ready.path}`;
    const http = httpProof({ en: 'Request and answer', es: 'Petición y respuesta' }, request, probe.ready.answer);
    const app = resolve.app?.service ?? '';
    if (probe.ready.ok) {
      const status = probe.ready.answer?.ok ? probe.ready.answer.status : '?';
      return pass({
        message: {
          en: `${app} answers on port ${start.port} with status ${status}.`,
          es: `${app} responde en el puerto ${start.port} con el código ${status}.`,
        },
        evidence: [http],
      });
    }
    const cause = applicationCause(resolve, start, probe);
    if (cause && cause.by !== 'app-responds') return blocked(cause);
    if (resolve.app === null || start.port === null) return noPort(resolve);

    const state = stateOf(lastAttempt(start), app);
    const service = resolve.services.find((candidate) => candidate.name === app);
    const symptom = symptomOf({ resolve, start, probe });
    if (symptom === null) throw new Error('the application answers, or cannot be asked');
    const finding = describe(symptom);
    // An application that listens only when it has its database is silent for a reason that has a line of its own.
    const silent = state?.listening?.length === 0;
    const down = silent ? databaseDownCause(start) : null;
    if (down) return blocked(down);
    const lost = silent ? wrongNameInLogs(resolve, start) : null;
    if (lost) return blocked(looksElsewhere(app, lost.host));
    const listens = (state?.listening?.length ?? 0) > 0;
    const database = listens ? null : databaseSays(resolve, start, probe);
    return fail({
      message: database
        ? { en: `${finding.message.en} ${database.en}`, es: `${finding.message.es} ${database.es}` }
        : finding.message,
      expected: {
        en: `An HTTP answer on container port ${start.port} of ${app}.`,
        es: `Una respuesta HTTP en el puerto ${start.port} del contenedor de ${app}.`,
      },
      actual: finding.actual,
      remedy: database ? connectFirst(app) : finding.remedy,
      where: service?.ports[0]?.where ?? service?.where,
      evidence: [http, ...socketsProof(state), ...serviceLog(app, state?.log ?? '')],
    });
  },
});

function looksElsewhere(app: string, host: string): Cause {
  return {
    by: 'services-found-by-name',
    message: {
      en: `Not looked at: ${app} does not listen yet, because it looks for its database at \`${host}\`.`,
      es: `No se miró: ${app} todavía no escucha, porque busca su base de datos en \`${host}\`.`,
    },
  };
}

function connectFirst(app: string): Text {
  return {
    en: `Mend the way from ${app} to its database first: it listens only when that is there. Better still, let it listen at once and try to connect meanwhile.`,
    es: `Arregla primero el camino de ${app} a su base de datos: solo empieza a escuchar cuando la encuentra. Mejor aún, haz que escuche desde el principio y mientras tanto intente conectarse.`,
  };
}

function noPort(resolve: ResolveEvidence): Verdict {
  const name = resolve.app?.service ?? resolve.applications[0] ?? 'app';
  return fail({
    message: {
      en: 'No service publishes a port on which an application could be asked.',
      es: 'Ningún servicio publica un puerto en el que se pueda consultar a una aplicación.',
    },
    expected: { en: 'An application with a port in `ports`.', es: 'Una aplicación con un puerto en `ports`.' },
    actual: { en: 'No such port was found.', es: 'No se encontró un puerto así.' },
    remedy: withSnippet(
      {
        en: 'Publish the port on which your application listens:',
        es: 'Publica el puerto en el que escucha tu aplicación:',
      },
      ['services:', `  ${name}:`, '    ports:', '      - "3000:3000"'],
    ),
    where: resolve.services.find((service) => service.name === name)?.where,
    evidence: [
      listProof(
        'file',
        { en: 'Services', es: 'Servicios' },
        resolve.services.map(
          (service) => `${service.name}: ${service.ports.map((port) => port.target).join(', ') || '–'}`,
        ),
      ),
    ],
  });
}
