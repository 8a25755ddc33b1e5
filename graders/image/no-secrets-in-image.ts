import type { ImageFacts, ServiceFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { imageCause, notLookedInto } from '../shared/images.ts';
import { belowContext, ignoreFile } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

type ImageSecret = NonNullable<ImageFacts['secrets']>[number];

export default defineGrader({
  id: 'no-secrets-in-image',
  group: 'image',
  title: {
    en: 'No password, key or token can be read from the image',
    es: 'De la imagen no se puede leer ninguna contraseña, clave o token',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'At what everybody who gets the image can read: its variables, the history of its instructions with their build arguments, and copied files such as `.env`. The report names what was found, never the value.',
      es: 'En lo que puede leer cualquiera que reciba la imagen: sus variables, el historial de sus instrucciones con los argumentos de construcción, y archivos copiados como `.env`. El informe nombra lo encontrado, nunca el valor.',
    },
    why: {
      en: 'An image is made to be passed on, and a layer keeps what a later one deletes. A secret in it belongs to everyone who can pull the image.',
      es: 'Una imagen se hace para compartirla, y una capa conserva lo que otra posterior borra. Un secreto dentro de ella es de todo el que pueda descargarla.',
    },
    mend: {
      en: 'Give secrets when the container starts (`environment`, `env_file`, `secrets` in the Compose file). What only the build needs comes with `RUN --mount=type=secret`.',
      es: 'Entrega los secretos cuando arranca el contenedor (`environment`, `env_file`, `secrets` en el archivo de Compose). Lo que solo necesita la construcción llega con `RUN --mount=type=secret`.',
    },
  },
  examples: {
    passes: `services:
  web:
    build: .
    environment:
      DB_PASSWORD: \${DB_PASSWORD}`,
    fails: 'ENV DB_PASSWORD=hunter2',
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const cause = imageCause(resolve, build);
    if (cause) return blocked(cause);
    const looked = build.builds.filter(({ image }) => image?.secrets !== undefined);
    if (looked.length === 0) return blocked(notLookedInto);
    const found = looked.flatMap(({ service, image }) => (image?.secrets ?? []).map((one) => ({ service, ...one })));
    const [first] = found;
    if (first === undefined) {
      const names = looked.map(({ service }) => service).join(', ');
      return pass({
        message: {
          en: `Nothing that looks like a secret can be read from the image of ${names}.`,
          es: `De la imagen de ${names} no se puede leer nada que parezca un secreto.`,
        },
      });
    }
    const names = [...new Set(found.map(({ name }) => name))].join(', ');
    return fail({
      message: {
        en: `Everybody who gets the image of ${first.service} can read: ${names}.`,
        es: `Cualquiera que reciba la imagen de ${first.service} puede leer: ${names}.`,
      },
      expected: {
        en: 'The image holds no secret; it gets them when a container starts.',
        es: 'La imagen no contiene secretos; los recibe cuando arranca un contenedor.',
      },
      actual: VIA[first.via](first),
      remedy: remedy(
        first,
        resolve.services.find(({ name }) => name === first.service),
      ),
      ...(first.where && { where: first.where }),
      evidence: [
        listProof(
          'inspect',
          { en: 'Readable in the image (values left out)', es: 'Legible en la imagen (sin los valores)' },
          found.map(({ service, name, at }) => `${service}: ${name}  (${at})`),
        ),
      ],
    });
  },
});

const VIA: Record<ImageSecret['via'], (secret: ImageSecret) => Text> = {
  environment: ({ name }) => ({
    en: `${name} is a variable of the image: \`docker image inspect\` shows its value.`,
    es: `${name} es una variable de la imagen: \`docker image inspect\` muestra su valor.`,
  }),
  'build-argument': ({ name }) => ({
    en: `${name} is a build argument: \`docker history\` shows its value.`,
    es: `${name} es un argumento de construcción: \`docker history\` muestra su valor.`,
  }),
  instruction: ({ at }) => ({
    en: `It stands in the instruction \`${at}\`, which \`docker history\` shows.`,
    es: `Está en la instrucción \`${at}\`, que \`docker history\` muestra.`,
  }),
  file: ({ name, at }) => ({
    en: `${name} stands in the file ${at} of the image.`,
    es: `${name} está en el archivo ${at} de la imagen.`,
  }),
};

function remedy({ name, via, where }: ImageSecret, service: ServiceFacts | undefined): Text {
  const variable = /^\w+$/.test(name) ? name : 'TOKEN';
  if (via === 'environment')
    return withSnippet(
      {
        en: `Take ${name} out of the Dockerfile, give it when the container starts, and choose a new value, because this one is known now:`,
        es: `Quita ${name} del Dockerfile, entrégala cuando arranca el contenedor y elige un valor nuevo, porque este ya se conoce:`,
      },
      ['services:', `  ${service?.name ?? 'app'}:`, '    environment:', `      ${name}: \${${name}}`],
    );
  if (via === 'file')
    return withSnippet(
      {
        en: `Keep the file out of the image with a line in \`${ignoreFile(service?.build?.context ?? '.')}\`, and choose new values if the image was published:`,
        es: `Deja el archivo fuera de la imagen con una línea en \`${ignoreFile(service?.build?.context ?? '.')}\`, y elige valores nuevos si la imagen se publicó:`,
      },
      [where ? belowContext(where.file, service?.build?.context ?? '.') : '.env'],
    );
  return withSnippet(
    {
      en: 'If only the build needs it, let it come as a build secret, which no layer keeps, and choose a new value. In the Dockerfile, and in the Compose file:',
      es: 'Si solo lo necesita la construcción, haz que llegue como secreto de construcción, que ninguna capa conserva, y elige un valor nuevo. En el Dockerfile y en el archivo de Compose:',
    },
    [
      `RUN --mount=type=secret,id=${variable},env=${variable} …`,
      '',
      'services:',
      `  ${service?.name ?? 'app'}:`,
      '    build:',
      `      context: ${service?.build?.context ?? '.'}`,
      `      secrets: [${variable}]`,
      'secrets:',
      `  ${variable}:`,
      `    environment: ${variable}`,
    ],
  );
}
