import type { CompleteEvidence, HealthDrill, Where } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, type Proof, pass, type Verdict } from '../../src/core/verdict.ts';
import { type Cause, databaseCause, databaseDownCause } from '../shared/cause.ts';
import { groundCause, notMade } from '../shared/drills.ts';
import { ownCheck } from '../shared/own-check.ts';
import { lastAttempt, stateOf } from '../shared/services.ts';
import { withSnippet } from '../shared/snippet.ts';
import { toldProof } from '../shared/told-proof.ts';
import { checkLines } from '../shared/waiting.ts';

export default defineGrader({
  id: 'healthchecks-honest',
  group: 'compose',
  title: {
    en: 'Health checks tell the truth',
    es: 'Los health checks dicen la verdad',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the health check of the database, and of each application that has one: it is run while all is well, and once more while every process of its container stands still. The first time it must succeed, the second time it must not.',
      es: 'En el health check de la base de datos y en el de cada aplicación que tenga uno: se ejecuta mientras todo está bien, y otra vez con todos los procesos de su contenedor congelados. La primera vez debe tener éxito; la segunda, no.',
    },
    why: {
      en: 'What waits with `condition: service_healthy` believes the check. One that always says yes (`exit 0`, a look at a file or a process list) is worse than none: it hides the very moment for which it was written.',
      es: 'Quien espera con `condition: service_healthy` le cree al health check. Uno que siempre dice que sí (`exit 0`, mirar un archivo o la lista de procesos) es peor que ninguno: oculta justo el momento para el que se escribió.',
    },
    mend: {
      en: 'Ask the program itself: `pg_isready`, `mysqladmin ping`, `redis-cli ping`, or an HTTP request to your application.',
      es: 'Pregunta al propio programa: `pg_isready`, `mysqladmin ping`, `redis-cli ping`, o una petición HTTP a tu aplicación.',
    },
  },
  examples: {
    passes: `healthcheck:
  test: ["CMD-SHELL", "pg_isready -U postgres"]`,
    fails: `healthcheck:
  test: ["CMD-SHELL", "exit 0"]`,
  },
  drills: ['health'],
  needs: ['resolve', 'start', 'probe', 'drills'],
  judge({ resolve, start, probe, drills }) {
    const cause = databaseCause(resolve) ?? databaseDownCause(start) ?? groundCause({ resolve, start, probe });
    if (cause) return blocked(cause);
    const health = drills.health ?? [];
    const database = health.find(({ role }) => role === 'database');
    if (database === undefined) return blocked(notMade('health', drills, drills.health));
    if (database.check === null) return noCheck(resolve);
    const failing = health.find(({ check }) => check !== null && !succeeds(check.well));
    if (failing) return alwaysBad(failing, { resolve, start }, health);
    const liar = health.find(({ check }) => check?.frozen && succeeds(check.frozen));
    if (liar) return alwaysGood(liar, resolve, health);
    const untold = database.check.frozen === null;
    return pass({
      message: untold
        ? {
            en: `${database.service} has a health check, and it succeeds. Whether it notices trouble cannot be seen from here; it costs no points.`,
            es: `${database.service} tiene un health check, y tiene éxito. Si nota los problemas no se puede ver desde aquí; no resta puntos.`,
          }
        : {
            en: `The health check of ${database.service} succeeds while all is well, and not while its processes stand still.`,
            es: `El health check de ${database.service} tiene éxito cuando todo está bien, y no lo tiene con sus procesos congelados.`,
          },
      evidence: [runs(health)],
    });
  },
});

type Resolve = CompleteEvidence['resolve'];
type CheckRun = NonNullable<HealthDrill['check']>['well'];

function succeeds({ exitCode, timedOut }: CheckRun): boolean {
  return exitCode === 0 && !timedOut;
}

function noCheck(resolve: Resolve): Verdict {
  const { database } = resolve;
  const name = database?.service ?? '';
  return fail({
    message: {
      en: `${name} has no health check, so nothing can wait until it takes connections.`,
      es: `${name} no tiene health check, así que nada puede esperar a que acepte conexiones.`,
    },
    expected: {
      en: `A health check that asks ${name} itself.`,
      es: `Un health check que pregunte a la propia ${name}.`,
    },
    actual: {
      en: 'None, neither in the Compose file nor in the image.',
      es: 'Ninguno, ni en el archivo de Compose ni en la imagen.',
    },
    remedy: withSnippet(
      { en: `Add one to ${name}:`, es: `Añade uno a ${name}:` },
      database ? ['services:', ...checkLines(database, resolve)] : [],
    ),
    where: resolve.services.find((service) => service.name === name)?.where,
    evidence: [runs([{ service: name, role: 'database', check: null }])],
  });
}

/** Where it is not known what the image brings: this shows what is meant, and must be installed. */
const CURL = ['curl', '--fail', 'http://localhost:3000'];

/** One that the start already waited for in vain is told there. */
function alwaysBad(
  { service, check }: HealthDrill,
  { resolve, start }: Pick<CompleteEvidence, 'resolve' | 'start'>,
  health: readonly HealthDrill[],
): Verdict {
  if (stateOf(lastAttempt(start), service)?.health !== 'healthy') return blocked(unhealthy(service));
  return fail({
    message: {
      en: `${service} works, but its health check does not succeed.`,
      es: `${service} funciona, pero su health check no tiene éxito.`,
    },
    expected: { en: 'It succeeds while all is well.', es: 'Tiene éxito cuando todo está bien.' },
    actual: { en: result(check?.well ?? null).en, es: result(check?.well ?? null).es },
    remedy: {
      en: `Run it yourself with \`docker compose exec ${service} …\`: it must end with 0 within its \`timeout\`.`,
      es: `Ejecútalo tú con \`docker compose exec ${service} …\`: debe terminar con 0 dentro de su \`timeout\`.`,
    },
    where: placeOf(service, resolve),
    evidence: [runs(health)],
  });
}

function alwaysGood({ service, role, check }: HealthDrill, resolve: Resolve, health: readonly HealthDrill[]): Verdict {
  const { database } = resolve;
  const test = check?.test ?? '';
  return fail({
    message: {
      en: `The health check of ${service} says "healthy" even while all processes of ${service} stand still: \`${test}\` does not ask it anything.`,
      es: `El health check de ${service} dice «healthy» incluso con todos los procesos de ${service} congelados: \`${test}\` no le pregunta nada.`,
    },
    expected: { en: `It fails when ${service} does not answer.`, es: `Falla cuando ${service} no responde.` },
    actual: { en: 'It succeeds all the same.', es: 'Tiene éxito igualmente.' },
    remedy:
      role === 'database' && database
        ? withSnippet({ en: 'Ask the database itself:', es: 'Pregunta a la propia base de datos:' }, [
            'services:',
            ...checkLines(database, resolve),
          ])
        : withSnippet(
            {
              en: 'Ask the application over HTTP, at the port inside its container:',
              es: 'Pregunta a la aplicación por HTTP, en el puerto de dentro de su contenedor:',
            },
            [
              `test: [${['CMD', ...(ownCheck(service, resolve) ?? CURL)].map((word) => JSON.stringify(word)).join(', ')}]`,
            ],
          ),
    where: placeOf(service, resolve),
    evidence: [runs(health)],
  });
}

/** The check in the Compose file, or in the Dockerfile, or the service whose image brings it. */
function placeOf(service: string, { services, dockerfiles }: Resolve): Where | undefined {
  const facts = services.find(({ name }) => name === service);
  const dockerfile = dockerfiles.find((one) => one.service === service);
  const line = dockerfile?.instructions.findLast(({ keyword }) => /^healthcheck$/i.test(keyword))?.line;
  const inImage = dockerfile && line !== undefined ? { file: dockerfile.file, line } : undefined;
  return facts?.healthcheck?.where ?? inImage ?? facts?.where;
}

function runs(health: readonly HealthDrill[]): Proof {
  const title = { en: 'Health checks, run by hand', es: 'Health checks, ejecutados a mano' };
  return toldProof('inspect', title, (lang) =>
    health.flatMap(({ service, check }) => {
      if (check === null) return [`${service}: ${{ en: 'no health check', es: 'sin health check' }[lang]}`];
      return [
        `${service}: ${check.test}`,
        `  ${{ en: 'all is well', es: 'todo está bien' }[lang]}: ${result(check.well)[lang]}`,
        `  ${{ en: 'standing still', es: 'congelado' }[lang]}: ${result(check.frozen)[lang]}`,
      ];
    }),
  );
}

function result(run: CheckRun | null) {
  if (run === null) return { en: 'not tried', es: 'no se probó' };
  if (run.timedOut) return { en: 'no result in time', es: 'sin resultado a tiempo' };
  return { en: `exit code ${run.exitCode ?? '?'}`, es: `código de salida ${run.exitCode ?? '?'}` };
}

function unhealthy(service: string): Cause {
  return {
    by: 'stack-starts',
    message: {
      en: `Not looked at: the health check of ${service} did not even succeed at the start.`,
      es: `No se miró: el health check de ${service} ni siquiera tuvo éxito en el arranque.`,
    },
  };
}
