import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { fail, pass, type Verdict } from '../../src/core/verdict.ts';
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
  needs: ['resolve'],
  judge({ resolve }) {
    const { compose } = resolve;
    switch (compose.outcome) {
      case 'missing':
        return missing(compose);
      case 'invalid':
        return invalid(resolve);
      case 'found': {
        const files = compose.files.join(', ');
        const count = resolve.services.length;
        return pass({
          message: {
            en: `${files} describes ${count} ${count === 1 ? 'service' : 'services'}.`,
            es: `${files} describe ${count} ${count === 1 ? 'servicio' : 'servicios'}.`,
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

function invalid(resolve: ResolveEvidence): Verdict {
  const { compose } = resolve;
  const absent = resolve.missingFiles.find((file) => file.suppliedBy === 'nobody');
  const evidence = logProof({ en: 'What Compose says', es: 'Lo que dice Compose' }, compose.message ?? '');
  const file = compose.files[0] ?? 'docker-compose.yml';
  if (absent) {
    return fail({
      message: {
        en: `${file} asks for ${absent.path}, which is not in the repository; there is no \`.env.example\` to take its place.`,
        es: `${file} pide ${absent.path}, que no está en el repositorio; tampoco hay un \`.env.example\` que lo reemplace.`,
      },
      expected,
      actual: { en: `${absent.path} is missing.`, es: `Falta ${absent.path}.` },
      remedy: {
        en: `It is right to keep passwords out of git. Add \`${absent.path}.example\` with the same variables and harmless values, so that others know what to fill in.`,
        es: `Está bien no subir contraseñas a git. Añade \`${absent.path}.example\` con las mismas variables y valores inofensivos, para que los demás sepan qué completar.`,
      },
      where: absent.where,
      evidence,
    });
  }
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
