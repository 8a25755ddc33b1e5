import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { fail, type Verdict } from '../../src/core/verdict.ts';
import { stoppedAt } from './build-step.ts';
import { megabytes } from './images.ts';
import { logProof } from './proof.ts';

type Limit = NonNullable<NonNullable<ServiceBuild['failure']>['limit']>;

/** A build that took more of the machine than the assignment allows. */
export function overLimit(build: ServiceBuild, limit: Limit, file: DockerfileFacts | undefined): Verdict {
  const { service, failure, log } = build;
  const at = stoppedAt(log, file);
  const isImage = limit.kind === 'image';
  const { did, remedy } = WORDS[limit.kind];
  const most = amount(limit);
  return fail({
    message: isImage
      ? {
          en: `The image of ${service} is larger than an image may be here (${most}).`,
          es: `La imagen de ${service} es más grande de lo que puede ser aquí (${most}).`,
        }
      : {
          en: `The build of the image of ${service} was stopped, because it ${did.en} (${most} are allowed).${at.said.en}`,
          es: `La construcción de la imagen de ${service} se detuvo, porque ${did.es} (se permiten ${most}).${at.said.es}`,
        },
    expected: {
      en: `The image is built with ${most} at most.`,
      es: `La imagen se construye con ${most} como máximo.`,
    },
    actual: { en: failure?.message ?? did.en, es: `${did.es}.` },
    remedy,
    where: failure?.where ?? at.where,
    evidence: logProof({ en: `End of the build of ${service}`, es: `Final de la construcción de ${service}` }, log),
  });
}

function amount({ kind, most }: Limit): string {
  return kind === 'processes' ? `${most}` : `${megabytes(most)} MB`;
}

const LOOK: Text = {
  en: 'Look at the instruction that was running.',
  es: 'Mira la instrucción que estaba en curso.',
};

const WORDS: Record<Limit['kind'], { did: Text; remedy: Text }> = {
  memory: {
    did: { en: 'used up its memory', es: 'agotó su memoria' },
    remedy: {
      en: `${LOOK.en} Compile with fewer jobs at once (\`make -j2\`), or keep a program within bounds: \`NODE_OPTIONS=--max-old-space-size=1024\`.`,
      es: `${LOOK.es} Compila con menos tareas a la vez (\`make -j2\`), o limita el programa: \`NODE_OPTIONS=--max-old-space-size=1024\`.`,
    },
  },
  processes: {
    did: { en: 'went on starting processes', es: 'siguió creando procesos' },
    remedy: {
      en: `${LOOK.en} A script that starts itself again, or a loop with \`&\`, never has enough: let it wait for what it started.`,
      es: `${LOOK.es} Un script que se inicia a sí mismo, o un bucle con \`&\`, nunca tiene suficiente: haz que espere a lo que inició.`,
    },
  },
  disk: {
    did: { en: 'wrote too much', es: 'escribió demasiado' },
    remedy: {
      en: `${LOOK.en} What is only needed for a moment is best removed in the same \`RUN\`; data do not belong into an image.`,
      es: `${LOOK.es} Lo que solo hace falta un momento conviene borrarlo en el mismo \`RUN\`; los datos no van en una imagen.`,
    },
  },
  image: {
    did: { en: 'is too large', es: 'es demasiado grande' },
    remedy: {
      en: 'Begin with a smaller image (`-slim`, `-alpine`), leave with a second stage what only the build needs, and keep data out of the image.',
      es: 'Empieza con una imagen más pequeña (`-slim`, `-alpine`), deja en otra etapa lo que solo necesita la construcción, y no metas datos en la imagen.',
    },
  },
};
