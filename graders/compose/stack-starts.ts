import { buildCause } from '../../src/core/cause.ts';
import type { BuildEvidence, ResolveEvidence, StartAttempt } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, pass, type Verdict } from '../../src/core/verdict.ts';
import { addressCause } from '../shared/address.ts';
import { howItEnded } from '../shared/endings.ts';
import { healthFinding } from '../shared/health.ts';
import { filledDisk } from '../shared/overrun.ts';
import { place } from '../shared/place.ts';
import { type Claim, portClash } from '../shared/port-clash.ts';
import { listProof, logProof, serviceLog } from '../shared/proof.ts';
import { lastAttempt, type Troubled, troubles } from '../shared/services.ts';
import { statesProof } from '../shared/states.ts';
import { waitRemedy } from '../shared/waiting.ts';

export default defineGrader({
  id: 'stack-starts',
  group: 'compose',
  title: { en: 'Every service starts and stays up', es: 'Todos los servicios arrancan y se mantienen' },
  lesson: '003',
  about: {
    looks: {
      en: 'At every service some time after `docker compose up`: it runs (and is healthy where it has a health check), and is in no restart loop. A helper that does its work once and ends with 0 is fine. When something died, the stack is started once more: the first death counts here, what works then counts everywhere else.',
      es: 'En cada servicio un tiempo después de `docker compose up`: se ejecuta (y está sano si tiene un health check) y no se reinicia una y otra vez. Un ayudante que hace su trabajo una vez y termina con 0 está bien. Si algo murió, se arranca todo una vez más: la primera muerte cuenta aquí; lo que funciona después cuenta en todo lo demás.',
    },
    why: {
      en: 'Whoever clones your repository runs one command. What dies then, dies for everyone: usually because a database needs some seconds before it takes connections.',
      es: 'Quien clona tu repositorio ejecuta un solo comando. Lo que muere entonces, muere para todos: normalmente porque una base de datos necesita unos segundos antes de aceptar conexiones.',
    },
    mend: {
      en: 'Read the last lines of the service that died (`docker compose logs SERVICE`). Give the database a health check and let the application wait for it with `condition: service_healthy`.',
      es: 'Lee las últimas líneas del servicio que murió (`docker compose logs SERVICIO`). Dale a la base de datos un health check y haz que la aplicación la espere con `condition: service_healthy`.',
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
  needs: ['resolve', 'build', 'start'],
  judge({ resolve, build, start }) {
    const notBuilt = buildCause(build);
    if (notBuilt) return blocked(notBuilt);
    const absent = build.pulls.find((one) => one.outcome === 'failed');
    if (absent) return noSuchImage(absent, resolve);
    const clash = portClash(resolve.services);
    if (clash) return taken(clash);
    if (start.overrun) return filledDisk(start.overrun, resolve);
    const attempt = lastAttempt(start);
    const [now, ...others] = troubles(attempt, resolve);
    const address = addressCause(resolve, start);
    if (address && now && now.trouble !== 'unhealthy') return blocked(address);
    if (now?.trouble === 'unhealthy') return unhealthy(now, others, resolve, attempt);
    if (now) return doesNotStart(now, others, resolve, attempt);
    if (attempt.services.length === 0) return nothingStarted(resolve, attempt.failure);

    const [first] = start.attempts;
    const [before, ...rest] = first && first !== attempt ? troubles(first, resolve) : [];
    const better = attempt.ready || attempt.answer === null;
    if (before && first) return better ? diedAtFirst(before, resolve) : doesNotStart(before, rest, resolve, first);

    return pass({
      message: {
        en: `All services came up: ${attempt.services.map((state) => state.service).join(', ')}.`,
        es: `Todos los servicios arrancaron: ${attempt.services.map((state) => state.service).join(', ')}.`,
      },
      evidence: [statesProof(attempt.services)],
    });
  },
});

const expected = {
  en: 'Every service runs after `docker compose up`, and goes on running.',
  es: 'Todos los servicios se ejecutan tras `docker compose up`, y siguen en marcha.',
};

function doesNotStart(
  { state, trouble }: Troubled,
  others: readonly Troubled[],
  resolve: ResolveEvidence,
  attempt: StartAttempt,
): Verdict {
  const ended = howItEnded(state, trouble);
  const more = others.map((other) => other.state.service).join(', ');
  const absent = resolve.missingFiles.filter((file) => file.suppliedBy === 'nobody').map((file) => file.path);
  return fail({
    message: {
      en: `${ended.en}${more && ` Also not up: ${more}.`}`,
      es: `${ended.es}${more && ` Tampoco está en marcha: ${more}.`}`,
    },
    expected,
    actual: ended,
    remedy:
      absent.length > 0
        ? {
            en: `The stack asks for files that are not in the repository (${absent.join(', ')}). Add an example of each, and look at the last lines of ${state.service} below.`,
            es: `Tu configuración pide archivos que no están en el repositorio (${absent.join(', ')}). Añade un ejemplo de cada uno, y mira abajo las últimas líneas de ${state.service}.`,
          }
        : trouble === 'exited' && state.exitCode === 0
          ? goesOn(state.service)
          : {
              en: `The last lines of ${state.service} below say why. Try it with \`docker compose up ${state.service}\` after \`docker compose down -v\`.`,
              es: `Las últimas líneas de ${state.service}, abajo, dicen por qué. Pruébalo con \`docker compose up ${state.service}\` después de \`docker compose down -v\`.`,
            },
    where: whereIs(state.service, resolve),
    evidence: [
      statesProof(attempt.services),
      ...serviceLog(state.service, state.log),
      ...logProof({ en: 'What Compose says', es: 'Lo que dice Compose' }, attempt.failure ?? ''),
      ...others.slice(0, 2).flatMap((other) => serviceLog(other.state.service, other.state.log)),
    ],
  });
}

/** Who ends well says nothing of why. */
function goesOn(service: string): Text {
  return {
    en: `Let the command of ${service} start a program that goes on: a file that only defines the application ends at once. In Node it must call \`listen\`; in Flask, start \`gunicorn\` or \`flask run\`, or call \`app.run(host="0.0.0.0")\` at its end.`,
    es: `Haz que el comando de ${service} inicie un programa que siga en marcha: un archivo que solo define la aplicación termina enseguida. En Node debe llamar a \`listen\`; en Flask, inicia \`gunicorn\` o \`flask run\`, o llama a \`app.run(host="0.0.0.0")\` al final.`,
  };
}

/** It does its work, so what waits for it was started all the same, and is graded. */
function unhealthy(
  { state, trouble }: Troubled,
  others: readonly Troubled[],
  resolve: ResolveEvidence,
  attempt: StartAttempt,
): Verdict {
  const ended = howItEnded(state, trouble);
  const more = others.map((other) => other.state.service).join(', ');
  const { evidence, ...finding } = healthFinding(state, resolve);
  const waited = resolve.services.some(({ dependsOn }) =>
    dependsOn.some((one) => one.service === state.service && one.condition === 'service_healthy'),
  );
  return fail({
    message: {
      en: `${ended.en}${waited ? ' What waits for it is not started by `docker compose up`.' : ''}${more && ` Also not up: ${more}.`}`,
      es: `${ended.es}${waited ? ' Lo que lo espera no se inicia con `docker compose up`.' : ''}${more && ` Tampoco está en marcha: ${more}.`}`,
    },
    expected,
    ...finding,
    evidence: [...evidence, statesProof(attempt.services)],
  });
}

/** Here no port of the machine is used, so all came up; on the student's own computer the second one does not. */
function taken([first, second]: [Claim, Claim]): Verdict {
  const port = second.published;
  const both = first.service === second.service;
  const line = ({ service, published, target, hostIp, where }: Claim) =>
    `${place(where)}  ${service}: ${hostIp ? `${hostIp}:` : ''}${published} → ${target}`;
  return fail({
    message: {
      en: `${both ? `${first.service} publishes port ${port} of the machine twice` : `${first.service} and ${second.service} both publish port ${port} of the machine`}.`,
      es: `${both ? `${first.service} publica dos veces el puerto ${port} de la máquina` : `${first.service} y ${second.service} publican el mismo puerto ${port} de la máquina`}.`,
    },
    expected: {
      en: 'Each port of the machine is published once.',
      es: 'Cada puerto de la máquina se publica una sola vez.',
    },
    actual: { en: `Port ${port} is asked for twice.`, es: `El puerto ${port} se pide dos veces.` },
    remedy: {
      en: `Give ${second.service} another left-hand number in \`ports\`.`,
      es: `Dale a ${second.service} otro número de la izquierda en \`ports\`.`,
    },
    where: second.where,
    evidence: [listProof('file', { en: 'Published ports', es: 'Puertos publicados' }, [line(first), line(second)])],
  });
}

/** It works now, so what killed it was most likely that the database was not ready yet. */
function diedAtFirst({ state, trouble }: Troubled, resolve: ResolveEvidence): Verdict {
  const ended = howItEnded(state, trouble);
  const service = resolve.services.find((candidate) => candidate.name === state.service);
  return fail({
    message: {
      en: `At the first start something died: ${ended.en} Started once more, everything came up; what works then is graded below.`,
      es: `En el primer arranque algo murió: ${ended.es} Al arrancar otra vez todo funcionó; lo que funciona entonces se evalúa más abajo.`,
    },
    expected,
    actual: ended,
    remedy: waitRemedy(state.service, resolve),
    where: service?.where,
    evidence: serviceLog(state.service, state.log),
  });
}

/** A name that no registry knows is a fault of the file; a registry that does not answer never gets here. */
function noSuchImage(
  { service, reference, message }: BuildEvidence['pulls'][number],
  resolve: ResolveEvidence,
): Verdict {
  return fail({
    message: {
      en: `The image ${reference} of ${service} cannot be fetched: there is none of that name and tag, or it is private.`,
      es: `No se puede descargar la imagen ${reference} de ${service}: no existe con ese nombre y esa etiqueta, o es privada.`,
    },
    expected,
    actual: { en: `${reference} was not found.`, es: `No se encontró ${reference}.` },
    remedy: {
      en: `Look the name and the tag up on hub.docker.com and correct the \`image\` line of ${service}.`,
      es: `Busca el nombre y la etiqueta en hub.docker.com y corrige la línea \`image\` de ${service}.`,
    },
    where: resolve.services.find((candidate) => candidate.name === service)?.image?.where,
    evidence: logProof({ en: 'Answer of the registry', es: 'Respuesta del registro' }, message ?? ''),
  });
}

function nothingStarted(resolve: ResolveEvidence, failure: string | null): Verdict {
  return fail({
    message: { en: 'Compose started no service at all.', es: 'Compose no arrancó ningún servicio.' },
    expected,
    actual: { en: 'No container was made.', es: 'No se creó ningún contenedor.' },
    remedy: {
      en: 'What Compose says below names the reason. Try it with `docker compose up`.',
      es: 'Lo que dice Compose, abajo, nombra el motivo. Pruébalo con `docker compose up`.',
    },
    where: resolve.services[0]?.where,
    evidence: logProof({ en: 'What Compose says', es: 'Lo que dice Compose' }, failure ?? ''),
  });
}

function whereIs(service: string, resolve: ResolveEvidence) {
  return resolve.services.find((candidate) => candidate.name === service)?.where;
}
