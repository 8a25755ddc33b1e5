import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass, type Verdict } from '../../src/core/verdict.ts';
import { overLimit } from '../shared/build-limit.ts';
import { refusedBuild } from '../shared/build-refused.ts';
import { stoppedAt } from '../shared/build-step.ts';
import { composeCause, dockerfileCause } from '../shared/cause.ts';
import { megabytes } from '../shared/images.ts';
import { listProof, logProof } from '../shared/proof.ts';

export default defineGrader({
  id: 'image-builds',
  group: 'image',
  title: { en: 'Every image builds', es: 'Todas las imágenes se construyen' },
  lesson: '003',
  about: {
    looks: {
      en: 'At what happened when each image of the Compose file was built from a clean copy of your repository.',
      es: 'En lo que pasó al construir cada imagen del archivo de Compose desde una copia limpia de tu repositorio.',
    },
    why: {
      en: 'An image that builds only on your computer uses something that is not in the repository. From a clean copy, everything has to come from your files.',
      es: 'Una imagen que solo se construye en tu computadora usa algo que no está en el repositorio. Desde una copia limpia, todo tiene que salir de tus archivos.',
    },
    mend: {
      en: 'Clone your repository into a new folder, run `docker compose build --no-cache` there, and read the first error.',
      es: 'Clona tu repositorio en una carpeta nueva, ejecuta ahí `docker compose build --no-cache` y lee el primer error.',
    },
  },
  examples: {
    passes: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "server.js"]`,
    fails: `FROM node:22-slim
WORKDIR /app
RUN npm ci
COPY . .
CMD ["node", "server.js"]`,
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const broken = build.builds.find((one) => one.outcome === 'failed' || one.outcome === 'timeout');
    const file = resolve.dockerfiles.find((one) => one.service === broken?.service);
    const cause =
      composeCause(resolve) ?? (broken === undefined || file?.exists === false ? dockerfileCause(resolve) : null);
    if (broken?.outcome === 'timeout' && !cause) return stopped(broken, file);
    const { refused, limit } = broken?.failure ?? {};
    if (broken && refused && !cause) return refusedBuild(broken, refused, file?.file ?? 'Dockerfile');
    if (broken && limit && !cause) return overLimit(broken, limit, file);
    if (broken && !cause) return failedBuild(broken, file?.file ?? 'Dockerfile');
    if (cause) return blocked(cause);

    const built = build.builds.filter((one) => one.outcome === 'built');
    if (built.length === 0) {
      return blocked({
        by: 'build',
        message: { en: 'Not looked at: no build was carried out.', es: 'No se miró: no se llegó a construir nada.' },
      });
    }
    const names = built.map((one) => one.service).join(', ');
    return pass({
      message: { en: `Built without errors: ${names}.`, es: `Se construyó sin errores: ${names}.` },
      evidence: [
        listProof(
          'inspect',
          { en: 'Size of each image', es: 'Tamaño de cada imagen' },
          built.map(({ service, image }) => `${service}: ${image === null ? '–' : `${megabytes(image.size)} MB`}`),
        ),
      ],
    });
  },
});

function failedBuild(build: ServiceBuild, dockerfile: string): Verdict {
  const { service, failure } = build;
  const step = failure?.instruction;
  const code = failure?.exitCode;
  const at = step ? { en: ` at \`${step}\``, es: ` en \`${step}\`` } : { en: '', es: '' };
  const ended = code ? { en: ` (exit code ${code})`, es: ` (código de salida ${code})` } : { en: '', es: '' };
  return fail({
    message: {
      en: `The image of ${service} does not build: it stops${at.en}${ended.en}.`,
      es: `La imagen de ${service} no se construye: se detiene${at.es}${ended.es}.`,
    },
    expected: { en: `${dockerfile} builds to its end.`, es: `${dockerfile} se construye hasta el final.` },
    actual: failure?.message
      ? { en: `The builder says: ${failure.message}`, es: `El constructor dice: ${failure.message}` }
      : { en: 'The build did not end well.', es: 'La construcción no terminó bien.' },
    remedy: {
      en: `Read the last lines below: they name what is missing or wrong${at.en}. Mend that in ${dockerfile} or in the files it copies, and try with \`docker compose build ${service}\` in a fresh clone.`,
      es: `Lee las últimas líneas de abajo: nombran lo que falta o está mal${at.es}. Corrígelo en ${dockerfile} o en los archivos que copia, y prueba con \`docker compose build ${service}\` en un clon nuevo.`,
    },
    where: failure?.where ?? { file: dockerfile },
    evidence: logProof(
      { en: `End of the build of ${service}`, es: `Final de la construcción de ${service}` },
      build.log,
    ),
  });
}

/** Nothing failed: it went on and on. The instruction that was running is the one to look at. */
function stopped({ service, log, failure }: ServiceBuild, file: DockerfileFacts | undefined): Verdict {
  const dockerfile = file?.file ?? 'Dockerfile';
  const seconds = /(\d+) s$/.exec(failure?.message ?? '')?.[1];
  const after = seconds
    ? { en: ` after ${seconds} s`, es: ` después de ${seconds} s` }
    : { en: ' when its time was over', es: ' cuando se acabó su tiempo' };
  const at = stoppedAt(log, file);
  return fail({
    message: {
      en: `The build of the image of ${service} was stopped, because it was not finished within the time that a build has.${at.said.en}`,
      es: `La construcción de la imagen de ${service} se detuvo, porque no terminó dentro del tiempo que tiene.${at.said.es}`,
    },
    expected: { en: `${dockerfile} builds to its end.`, es: `${dockerfile} se construye hasta el final.` },
    actual: {
      en: `It was still building${after.en}.`,
      es: `Todavía se construía${after.es}.`,
    },
    remedy: {
      en: `Look at the instruction that was running: a \`RUN\` must end by itself. A server belongs in \`CMD\`; what waits for an answer (\`apt-get install\` without \`-y\`, \`npm init\`) gets none.`,
      es: `Mira la instrucción que estaba en curso: un \`RUN\` debe terminar solo. Un servidor va en \`CMD\`; lo que espera una respuesta (\`apt-get install\` sin \`-y\`, \`npm init\`) no recibe ninguna.`,
    },
    where: at.where,
    evidence: logProof({ en: `End of the build of ${service}`, es: `Final de la construcción de ${service}` }, log),
  });
}
