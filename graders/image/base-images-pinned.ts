import type { ImageReference } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { baseImages } from '../shared/base-images.ts';
import { composeCause, dockerfileCause } from '../shared/cause.ts';
import { place } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';

export default defineGrader({
  id: 'base-images-pinned',
  group: 'image',
  title: {
    en: 'Every base image has a version',
    es: 'Cada imagen base tiene una versión',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At every `FROM` of your Dockerfiles and every `image` of the Compose file: is there a tag other than `latest`, or a digest?',
      es: 'En cada `FROM` de tus Dockerfiles y cada `image` del archivo de Compose: ¿hay una etiqueta distinta de `latest`, o un digest?',
    },
    why: {
      en: 'Without a tag you get `latest`, which is another image next month. What works today breaks without a change of yours: PostgreSQL 18, for instance, moved its data folder.',
      es: 'Sin etiqueta obtienes `latest`, que el mes que viene es otra imagen. Lo que hoy funciona se rompe sin que cambies nada: PostgreSQL 18, por ejemplo, movió su carpeta de datos.',
    },
    mend: {
      en: 'Write the version that you tried: `node:22-slim` instead of `node`, `postgres:16` instead of `postgres:latest`.',
      es: 'Escribe la versión con la que probaste: `node:22-slim` en vez de `node`, `postgres:16` en vez de `postgres:latest`.',
    },
  },
  examples: {
    passes: 'FROM node:22-slim',
    fails: 'FROM node',
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const all = baseImages(resolve);
    if (all.length === 0) {
      return blocked(composeCause(resolve) ?? dockerfileCause(resolve) ?? nothing);
    }
    const loose = all.filter((image) => !image.digest && (image.tag === null || image.tag === 'latest'));
    const lines = (images: readonly ImageReference[]) =>
      images.map((image) => `${place(image.where)}  ${image.reference}`);
    const [first] = loose;
    if (first === undefined) {
      return pass({
        message: {
          en: `All ${all.length} base images are pinned to a version.`,
          es: `Las ${all.length} imágenes base tienen una versión fija.`,
        },
        evidence: [listProof('file', { en: 'Images', es: 'Imágenes' }, lines(all))],
      });
    }
    const names = [...new Set(loose.map((image) => image.reference))].join(', ');
    const pinned = pin(first.reference);
    return fail({
      message: {
        en: `Without a fixed version: ${names}. Which image that is changes with time.`,
        es: `Sin una versión fija: ${names}. Cuál imagen es cambia con el tiempo.`,
      },
      expected: {
        en: 'A tag other than `latest`, or a digest, on every base image.',
        es: 'Una etiqueta distinta de `latest`, o un digest, en cada imagen base.',
      },
      actual: {
        en: first.tag === null ? `${first.reference} has no tag.` : `${first.reference} has the tag \`latest\`.`,
        es:
          first.tag === null
            ? `${first.reference} no tiene etiqueta.`
            : `${first.reference} tiene la etiqueta \`latest\`.`,
      },
      remedy: {
        en: `Write the version that you use, for instance \`${pinned}\` instead of \`${first.reference}\`.`,
        es: `Escribe la versión que usas, por ejemplo \`${pinned}\` en vez de \`${first.reference}\`.`,
      },
      where: first.where,
      evidence: [listProof('file', { en: 'Images without a version', es: 'Imágenes sin versión' }, lines(loose))],
    });
  },
});

const nothing = {
  by: 'dockerfile-present',
  message: { en: 'Not looked at: no image is named.', es: 'No se miró: no se nombra ninguna imagen.' },
};

/** Versions of the images that this homework uses most; they only illustrate. */
const VERSIONS: Record<string, string> = {
  node: '22-slim',
  postgres: '16',
  mysql: '8.4',
  mariadb: '11.4',
  mongo: '7',
  redis: '7',
  nginx: '1.27',
  python: '3.12-slim',
  golang: '1.23',
};

function pin(reference: string): string {
  const name = reference.replace(/:latest$/, '');
  return `${name}:${VERSIONS[name.split('/').at(-1) ?? ''] ?? '1.0'}`;
}
