import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { composeCause } from '../shared/cause.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'dockerfile-present',
  group: 'image',
  title: {
    en: 'A service is built from a Dockerfile of yours',
    es: 'Un servicio se construye a partir de un Dockerfile tuyo',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the services of the Compose file that have `build`, and whether the Dockerfile they name is in the repository.',
      es: 'En los servicios del archivo de Compose que tienen `build`, y en si el Dockerfile que nombran está en el repositorio.',
    },
    why: {
      en: 'The Dockerfile is the recipe of your application: with it, anyone can make the same image from your code.',
      es: 'El Dockerfile es la receta de tu aplicación: con él, cualquiera puede crear la misma imagen a partir de tu código.',
    },
    mend: {
      en: 'Put a file named `Dockerfile` next to your code and give the service `build: .` in the Compose file.',
      es: 'Pon un archivo llamado `Dockerfile` junto a tu código y dale al servicio `build: .` en el archivo de Compose.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .`,
    fails: `services:
  app:
    image: node:22-slim
    command: node server.js`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const present = resolve.dockerfiles.filter((file) => file.exists);
    if (present.length > 0) {
      const [first] = present;
      return pass({
        message: {
          en: `The service ${first?.service} is built from ${first?.file}.`,
          es: `El servicio ${first?.service} se construye a partir de ${first?.file}.`,
        },
        evidence: [
          listProof(
            'file',
            { en: 'Dockerfiles', es: 'Dockerfiles' },
            present.map((file) => `${file.service}: ${file.file}`),
          ),
        ],
      });
    }
    const cause = composeCause(resolve);
    if (cause) return blocked(cause);

    const expected = {
      en: 'A service with `build` whose Dockerfile is in the repository.',
      es: 'Un servicio con `build` cuyo Dockerfile está en el repositorio.',
    };
    const absent = resolve.dockerfiles[0];
    if (absent) {
      const service = resolve.services.find((candidate) => candidate.name === absent.service);
      return fail({
        message: {
          en: `The service ${absent.service} is to be built from ${absent.file}, but that file is not in the repository.`,
          es: `El servicio ${absent.service} debe construirse a partir de ${absent.file}, pero ese archivo no está en el repositorio.`,
        },
        expected,
        actual: { en: `${absent.file} is missing.`, es: `Falta ${absent.file}.` },
        remedy: {
          en: `Add ${absent.file} to the repository (look at upper and lower case: the name is \`Dockerfile\`), or correct \`build\` in the service ${absent.service}.`,
          es: `Añade ${absent.file} al repositorio (cuida las mayúsculas: el nombre es \`Dockerfile\`), o corrige \`build\` en el servicio ${absent.service}.`,
        },
        where: service?.build?.where ?? service?.where,
        evidence: [
          listProof(
            'file',
            { en: 'Dockerfiles that are named', es: 'Dockerfiles que se nombran' },
            resolve.dockerfiles.map((file) => `${file.service}: ${file.file}`),
          ),
        ],
      });
    }
    const service = resolve.services.find((candidate) => candidate.database === null) ?? resolve.services[0];
    return fail({
      message: {
        en: 'No service of the Compose file has `build`: every image is a ready-made one.',
        es: 'Ningún servicio del archivo de Compose tiene `build`: todas las imágenes vienen ya hechas.',
      },
      expected,
      actual: { en: 'Only `image` lines.', es: 'Solo líneas `image`.' },
      remedy: withSnippet(
        {
          en: 'Write a Dockerfile for your application and let its service build it:',
          es: 'Escribe un Dockerfile para tu aplicación y haz que su servicio lo construya:',
        },
        ['services:', `  ${service?.database === null ? service.name : 'app'}:`, '    build: .'],
      ),
      where: service?.where,
      evidence: [
        listProof(
          'file',
          { en: 'Services and their images', es: 'Servicios y sus imágenes' },
          resolve.services.map((candidate) => `${candidate.name}: ${candidate.image?.reference ?? '–'}`),
        ),
      ],
    });
  },
});
