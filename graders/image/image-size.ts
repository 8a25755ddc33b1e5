import type { ImageFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, partial, pass } from '../../src/core/verdict.ts';
import { applicationImages, imageCause, megabytes } from '../shared/images.ts';
import { listProof } from '../shared/proof.ts';

/** Bytes above the base image: up to here all points, from twice as much none. */
const LIMIT = 300_000_000;

export default defineGrader({
  id: 'image-size',
  group: 'image',
  title: {
    en: 'Your application adds little to its base image',
    es: 'Tu aplicación añade poco a su imagen base',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the size of the finished image minus its base image: what your own instructions added. Up to 300 MB is fine, 600 MB or more earns nothing.',
      es: 'En el tamaño de la imagen terminada menos el de su imagen base: lo que añadieron tus instrucciones. Hasta 300 MB está bien; con 600 MB o más no se obtienen puntos.',
    },
    why: {
      en: 'A big image takes long to build, to send and to start, and most of what is in it is never used.',
      es: 'Una imagen grande tarda en construirse, enviarse y arrancar, y la mayor parte de su contenido nunca se usa.',
    },
    mend: {
      en: 'Install only what production needs (`npm ci --omit=dev`), leave caches out in the same `RUN`, and build in a stage of its own.',
      es: 'Instala solo lo que necesita producción (`npm ci --omit=dev`), borra las cachés en el mismo `RUN` y compila en una etapa aparte.',
    },
  },
  examples: {
    passes: `FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["python", "app.py"]`,
    fails: `FROM python:3.13-slim
WORKDIR /app
RUN apt-get update && apt-get install -y build-essential chromium
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "app.py"]`,
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const cause = imageCause(resolve, build);
    if (cause) return blocked(cause);
    const [largest] = applicationImages(resolve, build)
      .map(({ service, image }) => ({ service, image, added: added(image) }))
      .sort((a, b) => b.added - a.added);
    if (largest === undefined) {
      return blocked({
        by: 'image-builds',
        message: {
          en: 'Not looked at: no image of an application was built.',
          es: 'No se miró: no se construyó ninguna imagen de aplicación.',
        },
      });
    }
    const { service, image } = largest;
    const size = megabytes(largest.added);
    const evidence = [
      listProof(
        'inspect',
        { en: `Largest layers of ${service}`, es: `Capas más grandes de ${service}` },
        image.layers.slice(0, 5).map((layer) => `${megabytes(layer.size)} MB  ${layer.instruction}`),
      ),
    ];
    if (largest.added <= LIMIT) {
      return pass({
        message: {
          en: `The image of ${service} adds ${size} MB to its base.`,
          es: `La imagen de ${service} añade ${size} MB a su base.`,
        },
        evidence,
      });
    }
    const biggest = image.layers[0];
    const file = resolve.dockerfiles.find((one) => one.service === service);
    const lost = {
      message: {
        en: `The image of ${service} adds ${size} MB to its base; up to ${megabytes(LIMIT)} MB are fine.`,
        es: `La imagen de ${service} añade ${size} MB a su base; hasta ${megabytes(LIMIT)} MB está bien.`,
      },
      expected: {
        en: `At most ${megabytes(LIMIT)} MB above the base image.`,
        es: `Como máximo ${megabytes(LIMIT)} MB por encima de la imagen base.`,
      },
      actual: { en: `${size} MB above the base image.`, es: `${size} MB por encima de la imagen base.` },
      remedy: biggest
        ? {
            en: `Begin with the largest layer, \`${biggest.instruction}\` (${megabytes(biggest.size)} MB): install without development dependencies and remove caches in that same instruction, or do the work in an earlier stage and copy only its result.`,
            es: `Empieza por la capa más grande, \`${biggest.instruction}\` (${megabytes(biggest.size)} MB): instala sin dependencias de desarrollo y borra las cachés en esa misma instrucción, o haz el trabajo en una etapa anterior y copia solo el resultado.`,
          }
        : {
            en: 'Build in a stage of its own and copy only the result into a small base image.',
            es: 'Compila en una etapa aparte y copia solo el resultado a una imagen base pequeña.',
          },
      where: file && { file: file.file },
      evidence,
    };
    const share = Math.round((2 - largest.added / LIMIT) * 100) / 100;
    return share > 0 ? partial({ ...lost, share: Math.min(share, 0.99) }) : fail(lost);
  },
});

/** Without the base's size the layers above it are added up. */
function added(image: ImageFacts): number {
  if (image.baseSize !== null) return Math.max(0, image.size - image.baseSize);
  return image.layers.reduce((sum, layer) => sum + layer.size, 0);
}
