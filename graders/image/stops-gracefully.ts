import type { ResolveEvidence, StopDrill } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, type Proof, pass } from '../../src/core/verdict.ts';
import { groundCause, notMade } from '../shared/drills.ts';
import { commandOf, type Deafness, deafness, heard, runnerOf } from '../shared/first-process.ts';
import { goRun, isGoRun, isUnheardInGo, LIKE_A_CRASH, unheardInGo } from '../shared/go-runtime.ts';
import { serviceLog } from '../shared/proof.ts';
import { toldProof } from '../shared/told-proof.ts';

const NUMBERS = new Map([
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGQUIT', 3],
  ['SIGUSR1', 10],
  ['SIGUSR2', 12],
  ['SIGTERM', 15],
]);

export default defineGrader({
  id: 'stops-gracefully',
  group: 'image',
  title: {
    en: 'The application stops when it is asked to',
    es: 'La aplicación se detiene cuando se le pide',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At what each application does when it is asked to end, as `docker stop` does it (SIGTERM): it must be gone within its grace period (10 seconds unless you say otherwise), with exit code 0 or that of the signal (143), and not be killed (137).',
      es: 'En lo que hace cada aplicación cuando se le pide terminar, como lo hace `docker stop` (SIGTERM): debe terminar dentro de su plazo (10 segundos si no dices otra cosa), con código de salida 0 o el de la señal (143), sin que haya que matarla (137).',
    },
    why: {
      en: 'Whoever is killed cannot finish what it does: answers are cut off, writes are lost, and each deployment waits ten seconds for nothing. The signal reaches process 1 of the container only.',
      es: 'A quien se mata no puede acabar lo que hace: se cortan respuestas, se pierden escrituras, y cada despliegue espera diez segundos en vano. La señal llega solo al proceso 1 del contenedor.',
    },
    mend: {
      en: 'Start your program itself with a `CMD` in brackets (no `npm start`, no shell around it), and let it end at SIGTERM; or add `init: true` to the service.',
      es: 'Inicia tu propio programa con un `CMD` entre corchetes (sin `npm start` ni una shell alrededor) y haz que termine con SIGTERM; o añade `init: true` al servicio.',
    },
  },
  examples: {
    passes: `# server.js: process.on('SIGTERM', () => server.close(() => process.exit(0)));
FROM node:24-slim
COPY server.js .
CMD ["node", "server.js"]`,
    fails: `FROM node:24-slim
COPY package.json server.js .
CMD npm start`,
  },
  drills: ['stop'],
  needs: ['resolve', 'start', 'probe', 'drills'],
  judge({ resolve, start, probe, drills }) {
    const cause = groundCause({ resolve, start, probe });
    if (cause) return blocked(cause);
    const stops = drills.stops ?? [];
    if (stops.length === 0) return blocked(notMade('stop', drills, drills.stops));
    const bad = stops.filter((stop) => !isGraceful(stop));
    const [first] = bad;
    const names = stops.map(({ service }) => service).join(', ');
    if (first === undefined) {
      return pass({
        message: {
          en: `Asked to end, ${names} ended in time.`,
          es: `Al pedirle que terminara, ${names} terminó a tiempo.`,
        },
        evidence: [endings(stops)],
      });
    }
    const { service, signal, grace, exitCode } = first;
    const others = bad
      .slice(1)
      .map((other) => other.service)
      .join(', ');
    const killed = isKilled(first);
    const { why, remedy, where } = killed ? deafness(first, resolve) : endsBadly(first, resolve);
    return fail({
      message: {
        en: `${killed ? `${service} did not end at ${signal} and was killed after ${grace} s.` : `${service} ended at ${signal}, but with exit code ${exitCode ?? '?'}.`} ${why.en}${others && ` So did: ${others}.`}`,
        es: `${killed ? `${service} no terminó con ${signal} y hubo que matarla a los ${grace} s.` : `${service} terminó con ${signal}, pero con el código de salida ${exitCode ?? '?'}.`} ${why.es}${others && ` También: ${others}.`}`,
      },
      expected: {
        en: `It ends within ${grace} s, with exit code 0 or ${128 + (NUMBERS.get(signal) ?? 15)}.`,
        es: `Termina en ${grace} s, con el código de salida 0 o ${128 + (NUMBERS.get(signal) ?? 15)}.`,
      },
      actual: killed
        ? { en: 'It was killed (exit code 137).', es: 'Hubo que matarla (código de salida 137).' }
        : { en: `Exit code ${exitCode ?? '?'}.`, es: `Código de salida ${exitCode ?? '?'}.` },
      remedy,
      where: where ?? resolve.services.find(({ name }) => name === service)?.where,
      evidence: [endings(stops), ...(killed && !heard(first) ? [] : serviceLog(service, first.log))],
    });
  },
});

/** Where the code cannot be seen any more, the time decides. */
function isGraceful(stop: StopDrill): boolean {
  if (isKilled(stop)) return false;
  return stop.exitCode === null || [0, 130, 143, 128 + (NUMBERS.get(stop.signal) ?? 15)].includes(stop.exitCode);
}

function isKilled({ killed, exitCode }: StopDrill): boolean {
  return killed || exitCode === 137;
}

function endsBadly(stop: StopDrill, resolve: ResolveEvidence): Deafness {
  const { service, signal, first } = stop;
  const command = commandOf(stop, resolve);
  if (first !== null && isGoRun(first)) return { ...goRun(service), where: command?.where };
  if (isUnheardInGo(stop, resolve)) return { ...unheardInGo(stop, resolve), where: command?.where };
  const runner = first === null ? null : runnerOf(first);
  return {
    why: LIKE_A_CRASH,
    remedy: runner?.remedy(stop, command) ?? {
      en: `Let ${service} end with 0 when it handled ${signal}; the last lines below say what went wrong.`,
      es: `Haz que ${service} termine con 0 después de manejar ${signal}; las últimas líneas, abajo, dicen qué falló.`,
    },
    where: command?.where,
  };
}

function endings(stops: readonly StopDrill[]): Proof {
  const title = { en: 'Asked to end', es: 'Al pedirles que terminen' };
  return toldProof('inspect', title, (lang) =>
    stops.flatMap((stop) => {
      const word = isKilled(stop) ? { en: 'killed', es: 'hubo que matarla' }[lang] : `${stop.seconds.toFixed(1)} s`;
      const one = stop.first === null ? [] : [`  ${{ en: 'process 1', es: 'proceso 1' }[lang]}: ${stop.first}`];
      return [`${stop.service}: ${stop.signal} → ${stop.exitCode ?? '?'} (${word})`, ...one];
    }),
  );
}
