import type { CrashDrill } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, type Proof, pass } from '../../src/core/verdict.ts';
import { groundCause, notMade } from '../shared/drills.ts';
import { httpProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';
import { toldProof } from '../shared/told-proof.ts';

export default defineGrader({
  id: 'restarts-after-crash',
  group: 'compose',
  title: {
    en: 'The application comes back after a crash',
    es: 'La aplicación vuelve después de una caída',
  },
  lesson: '003',
  about: {
    looks: {
      en: "At each application after its process was killed: does the service's restart policy bring it back, and does it answer again?",
      es: 'En cada aplicación después de matar su proceso: ¿la política de reinicio del servicio la levanta, y vuelve a responder?',
    },
    why: {
      en: 'Every program crashes some day, at night and when nobody looks. With a restart policy that costs a second; without one, until somebody notices.',
      es: 'Todo programa se cae algún día, de noche y cuando nadie mira. Con una política de reinicio eso cuesta un segundo; sin ella, hasta que alguien lo nota.',
    },
    mend: {
      en: 'Add `restart: unless-stopped` to the service.',
      es: 'Añade `restart: unless-stopped` al servicio.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .
    restart: unless-stopped`,
    fails: `services:
  app:
    build: .`,
  },
  drills: ['crash'],
  needs: ['resolve', 'start', 'probe', 'drills'],
  judge({ resolve, start, probe, drills }) {
    const cause = groundCause({ resolve, start, probe });
    if (cause) return blocked(cause);
    const crashes = drills.crashes ?? [];
    if (crashes.length === 0) return blocked(notMade('crash', drills, drills.crashes));
    const down = crashes.filter((crash) => !isBack(crash));
    const [first] = down;
    if (first === undefined) {
      const names = crashes.map(({ service }) => service).join(', ');
      return pass({
        message: {
          en: `Its process was killed, and the restart policy brought it back: ${names}.`,
          es: `Se mató su proceso, y la política de reinicio la levantó: ${names}.`,
        },
        evidence: proofs(crashes),
      });
    }
    const { service, policy, cameBack } = first;
    const facts = resolve.services.find(({ name }) => name === service);
    const all = down.map((crash) => crash.service);
    return fail({
      message: cameBack
        ? {
            en: `The restart policy brought ${service} back, but it does not answer any more.`,
            es: `La política de reinicio levantó ${service}, pero ya no responde.`,
          }
        : {
            en: `The process of ${all.join(', ')} was killed, and nothing brought it back (restart policy: \`${policy}\`).`,
            es: `Se mató el proceso de ${all.join(', ')}, y nada lo levantó (política de reinicio: \`${policy}\`).`,
          },
      expected: {
        en: `${service} runs and answers again by itself.`,
        es: `${service} vuelve a estar en marcha y a responder por sí sola.`,
      },
      actual: cameBack
        ? { en: 'It runs again, without an answer.', es: 'Está otra vez en marcha, sin responder.' }
        : { en: 'Its container stays down.', es: 'Su contenedor sigue detenido.' },
      remedy: cameBack
        ? {
            en: `Look for what an earlier life of ${service} leaves in its container and a new start stumbles over: a lock or PID file, a half written file. Remove it at the start.`,
            es: `Busca qué deja una vida anterior de ${service} en su contenedor y hace tropezar al arranque siguiente: un archivo de bloqueo o de PID, un archivo a medio escribir. Bórralo al arrancar.`,
          }
        : withSnippet({ en: 'Add a restart policy:', es: 'Añade una política de reinicio:' }, [
            'services:',
            ...all.flatMap((name) => [`  ${name}:`, '    restart: unless-stopped']),
          ]),
      where: facts?.restart?.where ?? facts?.where,
      evidence: proofs(crashes),
    });
  },
});

function isBack({ cameBack, answersAgain }: CrashDrill): boolean {
  return cameBack && answersAgain !== false;
}

function proofs(crashes: readonly CrashDrill[]): Proof[] {
  const title = { en: 'After the process was killed', es: 'Después de matar el proceso' };
  const list = toldProof('inspect', title, (lang) =>
    crashes.map(({ service, policy, cameBack }) => `${service} (restart: ${policy}): ${BACK[`${cameBack}`][lang]}`),
  );
  const asked = crashes.filter(({ cameBack, answer }) => cameBack && answer !== null);
  return [list, ...asked.map(({ service, answer }) => httpProof(title, service, answer))];
}

const BACK = {
  true: { en: 'runs again', es: 'otra vez en marcha' },
  false: { en: 'stays down', es: 'sigue detenida' },
};
