import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, partial, pass } from '../../src/core/verdict.ts';
import { applicationCause } from '../shared/cause.ts';
import { databaseSays } from '../shared/database-says.ts';
import { passed, probeProof, requestLine } from '../shared/probes.ts';
import { httpProof, listProof, serviceLog } from '../shared/proof.ts';
import { lastAttempt, stateOf } from '../shared/services.ts';

export default defineGrader({
  id: 'endpoints-work',
  group: 'compose',
  title: {
    en: 'The endpoints of the assignment work',
    es: 'Los endpoints de la consigna funcionan',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the answers to the requests that the assignment names, sent in order. Each that comes out as expected earns its part. Without such requests, this counts with "the application answers".',
      es: 'En las respuestas a las peticiones que nombra la consigna, enviadas en orden. Cada una que sale como se espera suma su parte. Si la consigna no nombra ninguna, esto cuenta junto con «la aplicación responde».',
    },
    why: {
      en: 'An application in a container is right when it does there what it does on your computer: with its database, its variables and its files.',
      es: 'Una aplicación en un contenedor está bien cuando hace ahí lo mismo que en tu computadora: con su base de datos, sus variables y sus archivos.',
    },
    mend: {
      en: 'Start the stack, send the first request that failed with `curl -i`, and read `docker compose logs` of the application.',
      es: 'Arranca todo, envía con `curl -i` la primera petición que falló y lee `docker compose logs` de la aplicación.',
    },
  },
  examples: {
    passes: `$ curl -i localhost:3000/users
HTTP/1.1 200 OK

[{"id":1,"email":"ana@example.com"}]`,
    fails: `$ curl -i localhost:3000/users
HTTP/1.1 500 Internal Server Error

relation "users" does not exist`,
  },
  needs: ['resolve', 'start', 'probe'],
  judge({ resolve, start, probe }) {
    const cause = applicationCause(resolve, start, probe);
    const answered = probe.probes.some((one) => one.answer?.ok);
    if (cause && !answered) return blocked(cause);
    const total = probe.probes.length;
    const app = resolve.app?.service ?? '';
    if (total === 0) {
      return pass({
        message: {
          en: `The assignment names no requests of its own; ${app} answers, and that is what counts.`,
          es: `La consigna no nombra peticiones propias; ${app} responde, y eso es lo que cuenta.`,
        },
        evidence: [
          httpProof(
            { en: 'Request and answer', es: 'Petición y respuesta' },
            `GET ${probe.ready.path}`,
            probe.ready.answer,
          ),
        ],
      });
    }
    const good = passed(probe);
    const summary = listProof(
      'http',
      { en: 'Requests of the assignment', es: 'Peticiones de la consigna' },
      probe.probes.map((one) => `${MARKS[one.outcome]} ${one.name}: ${requestLine(one.request)}`),
    );
    const first =
      probe.probes.find((one) => one.outcome === 'fail') ?? probe.probes.find((one) => one.outcome !== 'pass');
    if (first === undefined) {
      return pass({
        message: {
          en: `All ${total} requests of the assignment came out as expected.`,
          es: `Las ${total} peticiones de la consigna salieron como se esperaba.`,
        },
        evidence: [summary],
      });
    }
    const database = databaseSays(resolve, start, probe);
    const later = probe.logs?.find(({ service }) => service === app)?.log;
    const log = later ?? stateOf(lastAttempt(start), app)?.log ?? '';
    const lost = {
      message: {
        en: `${good} of ${total} requests work. The first that does not is "${first.name}" (${requestLine(first.request)}).${database ? ` ${database.en}` : ''}`,
        es: `Funcionan ${good} de ${total} peticiones. La primera que no funciona es «${first.name}» (${requestLine(first.request)}).${database ? ` ${database.es}` : ''}`,
      },
      expected: first.expected,
      actual: first.actual,
      remedy: database
        ? {
            en: `Mend the connection from ${app} to its database first: the requests that need it follow.`,
            es: `Arregla primero la conexión de ${app} con su base de datos: las peticiones que la necesitan vendrán detrás.`,
          }
        : {
            en: `Send ${requestLine(first.request)} yourself with \`curl -i\` and read \`docker compose logs ${app}\`: the reason for this answer is there.`,
            es: `Envía tú ${requestLine(first.request)} con \`curl -i\` y lee \`docker compose logs ${app}\`: ahí está el motivo de esta respuesta.`,
          },
      where: resolve.services.find((service) => service.name === app)?.where,
      evidence: [probeProof(first), summary, ...serviceLog(app, log)],
    };
    return good === 0 ? fail(lost) : partial({ ...lost, share: good / total });
  },
});

const MARKS = { pass: '✓', fail: '✗', skipped: '–' };
