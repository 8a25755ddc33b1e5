import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { fail, pass, type Verdict } from '../../src/core/verdict.ts';
import { place } from '../shared/place.ts';
import { listProof, logProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'compose-present',
  group: 'compose',
  title: {
    en: 'The Compose file is there and can be read',
    es: 'El archivo de Compose existe y se puede leer',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'Where Docker Compose itself looks (`compose.yaml`, `docker-compose.yml` in the folder of the homework), and at what Compose says when it loads the file.',
      es: 'Donde busca el propio Docker Compose (`compose.yaml`, `docker-compose.yml` en la carpeta de la tarea), y en lo que dice Compose al cargar el archivo.',
    },
    why: {
      en: 'The Compose file describes the whole application: with it, one command starts everything, on every computer.',
      es: 'El archivo de Compose describe la aplicación completa: con él, un solo comando lo arranca todo, en cualquier computadora.',
    },
    mend: {
      en: 'Put `docker-compose.yml` into the root of the repository and run `docker compose config` there: it shows the first mistake with its line.',
      es: 'Pon `docker-compose.yml` en la raíz del repositorio y ejecuta ahí `docker compose config`: muestra el primer error con su línea.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .
    ports:
      - "3000:3000"`,
    fails: `services:
  app:
    build: .
    port:
      - "3000:3000"`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const { compose } = resolve;
    switch (compose.outcome) {
      case 'missing':
        return missing(compose);
      case 'invalid':
        return invalid(resolve);
      case 'found': {
        if (resolve.missingFiles.some((file) => file.suppliedBy === 'nobody')) return fileMissing(resolve);
        const files = compose.files.join(', ');
        const copied = resolve.missingFiles.filter((file) => file.suppliedBy === 'example');
        const names = copied.map(({ path, from }) => `${path} (${from})`).join(', ');
        const count = resolve.services.length;
        return pass({
          message: {
            en: `${files} describes ${count} ${count === 1 ? 'service' : 'services'}.${names && ` Not in the repository, so a copy of its example was used: ${names}.`}`,
            es: `${files} describe ${count} ${count === 1 ? 'servicio' : 'servicios'}.${names && ` No está en el repositorio, así que se usó una copia de su ejemplo: ${names}.`}`,
          },
          evidence: [
            listProof(
              'file',
              { en: 'Services', es: 'Servicios' },
              resolve.services.map((service) => service.name),
            ),
          ],
        });
      }
    }
  },
});

/** As Compose looks for them, in its order. */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

const expected = {
  en: 'A Compose file where Compose looks for it, which Compose can load.',
  es: 'Un archivo de Compose donde Compose lo busca, y que Compose pueda cargar.',
};

function missing(compose: ResolveEvidence['compose']): Verdict {
  const [other] = compose.elsewhere;
  if (other === undefined) {
    return fail({
      message: {
        en: 'There is no Compose file in the repository.',
        es: 'No hay ningún archivo de Compose en el repositorio.',
      },
      expected,
      actual: { en: 'None was found.', es: 'No se encontró ninguno.' },
      remedy: withSnippet(
        {
          en: 'Write a `docker-compose.yml` in the root of the repository. This is how one begins:',
          es: 'Escribe un `docker-compose.yml` en la raíz del repositorio. Así empieza uno:',
        },
        ['services:', '  app:', '    build: .', '    ports:', '      - "3000:3000"'],
      ),
      evidence: [listProof('file', { en: 'Names that Compose looks for', es: 'Nombres que busca Compose' }, NAMES)],
    });
  }
  return fail({
    message: {
      en: `There is no Compose file where Compose looks, but there is one at ${other}.`,
      es: `No hay un archivo de Compose donde Compose lo busca, pero hay uno en ${other}.`,
    },
    expected,
    actual: { en: `Found elsewhere: ${other}`, es: `Encontrado en otro lugar: ${other}` },
    remedy: {
      en: `Move ${other} into the root of the repository and name it \`docker-compose.yml\`.`,
      es: `Mueve ${other} a la raíz del repositorio y llámalo \`docker-compose.yml\`.`,
    },
    where: { file: other },
    evidence: [
      listProof(
        'file',
        { en: 'Compose files elsewhere', es: 'Archivos de Compose en otros lugares' },
        compose.elsewhere,
      ),
    ],
  });
}

/** An empty file took its place, so that the rest could be looked at. */
function fileMissing({ compose, missingFiles }: ResolveEvidence): Verdict {
  const absent = missingFiles.filter((file) => file.suppliedBy === 'nobody');
  const names = absent.map(({ path }) => path).join(', ');
  const file = compose.files[0] ?? 'docker-compose.yml';
  const example = `${absent[0]?.path ?? '.env'}.example`;
  const says = logProof({ en: 'What Compose says', es: 'Lo que dice Compose' }, compose.message ?? '');
  return fail({
    message: {
      en: `${file} asks for ${names}, which is not in the repository, nor is an example of it. Here an empty file took its place; on another computer \`docker compose up\` stops at once.`,
      es: `${file} pide ${names}, que no está en el repositorio, ni tampoco un ejemplo. Aquí se usó un archivo vacío en su lugar; en otra computadora, \`docker compose up\` se detiene enseguida.`,
    },
    expected,
    actual: { en: `Missing: ${names}.`, es: `Falta: ${names}.` },
    remedy: {
      en: `Commit an example of it: \`${example}\`.`,
      es: `Sube un ejemplo: \`${example}\`.`,
    },
    where: absent[0]?.where,
    evidence: [
      ...says,
      listProof(
        'file',
        { en: 'Files that are not there', es: 'Archivos que no están' },
        absent.map(({ path, where }) => `${place(where)}  ${path}`),
      ),
    ],
  });
}

function invalid(resolve: ResolveEvidence): Verdict {
  const { compose } = resolve;
  if (resolve.missingFiles.some((one) => one.suppliedBy === 'nobody')) return fileMissing(resolve);
  const evidence = logProof({ en: 'What Compose says', es: 'Lo que dice Compose' }, compose.message ?? '');
  const file = compose.files[0] ?? 'docker-compose.yml';
  const words = compose.message?.trim().split('\n').at(-1) ?? '';
  return fail({
    message: {
      en: `Compose cannot load ${file}.`,
      es: `Compose no puede cargar ${file}.`,
    },
    expected,
    actual: { en: `Compose says: ${words}`, es: `Compose dice: ${words}` },
    remedy: {
      en: `Mend the place that Compose names (indentation with spaces, no tabs; every key known), then run \`docker compose config\` until it prints the whole file.`,
      es: `Corrige el lugar que nombra Compose (sangría con espacios, sin tabuladores; claves que existan) y ejecuta \`docker compose config\` hasta que muestre el archivo completo.`,
    },
    where: compose.where ?? { file },
    evidence,
  });
}
