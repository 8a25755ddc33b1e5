import type { ImageReference, ResolveEvidence } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { nearest } from '../../src/core/nearest.ts';
import { same, type Text } from '../../src/core/text.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { baseImages } from '../shared/base-images.ts';
import { composeCause, dockerfileCause } from '../shared/cause.ts';
import { place } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { fullName, isTrusted, OFFICIAL } from '../shared/publishers.ts';

export default defineGrader({
  id: 'base-images-trusted',
  group: 'image',
  title: {
    en: 'Base images come from a known publisher',
    es: 'Las imágenes base vienen de un autor conocido',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the name of every `FROM` and `image`: is it an official image (`node`, `postgres`), one of a verified publisher or of a registry that its vendor runs (`gcr.io/distroless/…`, `mcr.microsoft.com/…`), or one that your own Compose file builds?',
      es: 'En el nombre de cada `FROM` e `image`: ¿es una imagen oficial (`node`, `postgres`), de un autor verificado o de un registro propio del fabricante (`gcr.io/distroless/…`, `mcr.microsoft.com/…`), o una que construye tu propio archivo de Compose?',
    },
    why: {
      en: 'A base image runs with everything that your application can read. Anyone may publish one under a name that looks right; official images are reviewed and rebuilt when a hole is found.',
      es: 'Una imagen base se ejecuta con acceso a todo lo que tu aplicación puede leer. Cualquiera puede publicar una con un nombre que parezca correcto; las oficiales se revisan y se reconstruyen cuando aparece una vulnerabilidad.',
    },
    mend: {
      en: 'Search for the software on Docker Hub with the filter "Docker Official Image", and write that name.',
      es: 'Busca el programa en Docker Hub con el filtro "Docker Official Image" y escribe ese nombre.',
    },
  },
  examples: {
    passes: 'FROM node:22-slim',
    fails: 'FROM somebody/node-with-tools:22',
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const all = baseImages(resolve);
    if (all.length === 0) return blocked(composeCause(resolve) ?? dockerfileCause(resolve) ?? nothing);
    const own = builtHere(resolve);
    const strange = all.filter(({ reference }) => !isTrusted(reference) && !own.has(fullName(reference)));
    const lines = (images: readonly ImageReference[]) => images.map((one) => `${place(one.where)}  ${one.reference}`);
    const [first] = strange;
    if (first === undefined) {
      return pass({
        message: {
          en: 'Every base image is official, of a verified publisher or your own.',
          es: 'Cada imagen base es oficial, de un autor verificado o tuya.',
        },
        evidence: [listProof('file', { en: 'Images', es: 'Imágenes' }, lines(all))],
      });
    }
    const names = [...new Set(strange.map(({ reference }) => reference))].join(', ');
    const model = resembled(first.reference);
    return fail({
      message: {
        en: `Nobody that we know stands behind: ${names}.${model ? ` It resembles the official image \`${model}\`, but is another one.` : ''}`,
        es: `No conocemos a quien publica: ${names}.${model ? ` Se parece a la imagen oficial \`${model}\`, pero es otra.` : ''}`,
      },
      expected: {
        en: 'Official images, or images of a verified publisher.',
        es: 'Imágenes oficiales, o de un autor verificado.',
      },
      actual: same(`${fullName(first.reference)} (${place(first.where)})`),
      remedy: remedy(first.reference, model),
      where: first.where,
      evidence: [
        listProof(
          'file',
          { en: 'Images of unknown publishers', es: 'Imágenes de autores desconocidos' },
          lines(strange),
        ),
      ],
    });
  },
});

const nothing = {
  by: 'dockerfile-present',
  message: { en: 'Not looked at: no image is named.', es: 'No se miró: no se nombra ninguna imagen.' },
};

/** The names that the Compose file gives to what it builds. */
function builtHere({ services }: ResolveEvidence): Set<string> {
  return new Set(
    services.flatMap(({ build, image }) => (build !== null && image !== null ? [fullName(image.reference)] : [])),
  );
}

/** The official image that one of the words of a name is, or nearly is (`postgress`). */
function resembled(reference: string): string | undefined {
  const words = fullName(reference).split('/').slice(1).toReversed();
  const parts = [...words, ...words.flatMap((word) => word.split(/[-_.]/))].filter((word) => word.length > 2);
  return parts.find((word) => OFFICIAL.includes(word)) ?? parts.map((word) => nearest(word, OFFICIAL)).find(Boolean);
}

function remedy(reference: string, model: string | undefined): Text {
  if (model === undefined) {
    return {
      en: `Look for an official image that serves the same purpose, or build what \`${reference}\` adds in a Dockerfile of your own.`,
      es: `Busca una imagen oficial que sirva para lo mismo, o construye lo que añade \`${reference}\` en un Dockerfile tuyo.`,
    };
  }
  return {
    en: `Write \`${model}\` with a version instead of \`${reference}\`; what else you need goes into a Dockerfile of your own.`,
    es: `Escribe \`${model}\` con una versión en vez de \`${reference}\`; lo que te falte va en un Dockerfile tuyo.`,
  };
}
