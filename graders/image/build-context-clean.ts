import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { imageCause } from '../shared/images.ts';
import { ignoreFile } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'build-context-clean',
  group: 'image',
  title: {
    en: 'Nothing from your computer ends up in the image',
    es: 'Nada de tu computadora termina en la imagen',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'Inside the finished image: are `node_modules`, `.git`, `.env` or a virtual environment of the clone in it? What `.dockerignore` says does not count, what is in the image does.',
      es: 'Dentro de la imagen terminada: ¿hay un `node_modules`, `.git`, `.env` o entorno virtual que viene del clon? No cuenta lo que dice `.dockerignore`, sino lo que hay en la imagen.',
    },
    why: {
      en: 'A `node_modules` from your computer may not fit the system in the image, `.git` makes it big, and `.env` hands your passwords to everyone who gets the image.',
      es: 'Un `node_modules` de tu computadora puede no servir en el sistema de la imagen, `.git` la hace grande, y `.env` entrega tus contraseñas a quien reciba la imagen.',
    },
    mend: {
      en: 'Put a `.dockerignore` next to the Dockerfile that lists them, and let the Dockerfile install the dependencies.',
      es: 'Pon junto al Dockerfile un `.dockerignore` que los nombre, y deja que el Dockerfile instale las dependencias.',
    },
  },
  examples: {
    passes: `$ docker compose run --rm app ls -A
node_modules
package.json
server.js`,
    fails: `$ docker compose run --rm app ls -A
.env
.git
node_modules
package.json
server.js`,
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const cause = imageCause(resolve, build);
    if (cause) return blocked(cause);
    const read = build.builds.flatMap(({ service, image }) =>
      image?.fromClone ? image.fromClone.map((found) => ({ service, ...found })) : [],
    );
    const looked = build.builds.filter((one) => one.image !== null && one.image.fromClone !== null);
    const [first] = read;
    if (first) {
      const names = [...new Set(read.map((found) => found.name))];
      const dockerfile = resolve.dockerfiles.find((file) => file.service === first.service);
      const context = resolve.services.find((one) => one.name === first.service)?.build?.context ?? '.';
      return fail({
        message: {
          en: `The image of ${first.service} contains ${names.join(', ')}, copied from your repository folder.`,
          es: `La imagen de ${first.service} contiene ${names.join(', ')}, copiado de la carpeta de tu repositorio.`,
        },
        expected: {
          en: 'Dependencies are installed in the image; local files stay out of it.',
          es: 'Las dependencias se instalan en la imagen; los archivos locales se quedan fuera.',
        },
        actual: { en: `In the image: ${first.path}`, es: `En la imagen: ${first.path}` },
        remedy: withSnippet(
          {
            en: `Write these lines into \`${ignoreFile(context)}\`:`,
            es: `Escribe estas líneas en \`${ignoreFile(context)}\`:`,
          },
          names,
        ),
        where: copyLine(dockerfile),
        evidence: [
          listProof(
            'inspect',
            { en: 'Found in the image', es: 'Encontrado en la imagen' },
            read.map((found) => `${found.service}: ${found.path}`),
          ),
        ],
      });
    }
    if (looked.length === 0) {
      return blocked({
        by: 'build',
        message: {
          en: 'Not looked at: the files in the image could not be listed.',
          es: 'No se miró: no se pudo obtener la lista de archivos de la imagen.',
        },
      });
    }
    const names = looked.map((one) => one.service).join(', ');
    return pass({
      message: {
        en: `No \`node_modules\`, \`.git\`, \`.env\` or virtual environment of the repository is in the image of ${names}.`,
        es: `En la imagen de ${names} no hay ningún \`node_modules\`, \`.git\`, \`.env\` ni entorno virtual del repositorio.`,
      },
      evidence: [
        listProof(
          'inspect',
          { en: 'Found in the image', es: 'Encontrado en la imagen' },
          looked.map((one) => `${one.service}: –`),
        ),
      ],
    });
  },
});

/** The instruction that brought them in is most likely the one that copies a whole folder. */
function copyLine(dockerfile: DockerfileFacts | undefined) {
  const copies = dockerfile?.instructions.filter(
    ({ keyword, flags = [] }) => /^(copy|add)$/i.test(keyword) && !flags.some((flag) => flag.startsWith('--from=')),
  );
  const whole = copies?.find(({ text }) => /(^|\s)\.\/?\s/.test(text)) ?? copies?.[0];
  return dockerfile && { file: dockerfile.file, ...(whole && { line: whole.line }) };
}
