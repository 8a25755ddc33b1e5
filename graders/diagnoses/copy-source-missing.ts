import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { factsOf, failedLine, instructionOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'copy-source-missing',
  title: {
    en: 'COPY names a file that the build does not have',
    es: 'COPY nombra un archivo que la construcción no tiene',
  },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: 'The build stops at `COPY` or `ADD`: `"/x": not found`.',
      es: 'La construcción se detiene en `COPY` o `ADD`: `"/x": not found`.',
    },
    why: {
      en: 'The builder receives the folder of the context without what `.dockerignore` names, and nothing outside of it. Paths count from that folder, and letters are told apart: `Src` is not `src`.',
      es: 'El constructor recibe la carpeta del contexto sin lo que nombra `.dockerignore`, y nada de fuera. Las rutas se cuentan desde esa carpeta, y se distinguen mayúsculas: `Src` no es `src`.',
    },
    mend: {
      en: 'Compare the path with the folder of the context (`build:` in the Compose file), look into `.dockerignore`, and see that the file is in git.',
      es: 'Compara la ruta con la carpeta del contexto (`build:` en el archivo de Compose), mira `.dockerignore` y comprueba que el archivo está en git.',
    },
  },
  needs: ['resolve', 'build'],
  find(evidence) {
    const heard = hear(builds(evidence), /failed to (?:calculate checksum|compute cache key).*"\/?([^"]+)": not found/);
    if (!heard) return null;
    const { service, found } = heard;
    const path = found[1] ?? '';
    const { resolve } = evidence;
    const where = failedLine(evidence.build, service);
    const copy = instructionOf(resolve, service, ({ line }) => line === where?.line);
    const context = factsOf(resolve, service)?.build?.context ?? '.';
    const folder = context === '.' ? { en: 'the root of the repository', es: 'la raíz del repositorio' } : null;
    const from = folder ?? { en: `the folder \`${context}\``, es: `la carpeta \`${context}\`` };
    return {
      ...reason(
        path,
        [...(copy?.flags ?? []), copy?.text ?? ''].join(' '),
        hear(builds(evidence), /excluded by \.dockerignore/) !== null,
        from,
      ),
      where,
      evidence: quote(heard),
    };
  },
});

function reason(path: string, copy: string, ignored: boolean, from: Text): { message: Text; remedy: Text } {
  if (/--from=/.test(copy)) {
    const stage = /--from=(\S+)/.exec(copy)?.[1] ?? '';
    return {
      message: {
        en: `The stage \`${stage}\` has no \`/${path}\`: what should be copied from it was not made there.`,
        es: `La etapa \`${stage}\` no tiene \`/${path}\`: lo que se quiere copiar de ella no se creó ahí.`,
      },
      remedy: {
        en: `See that an instruction of \`${stage}\` makes it (\`RUN npm run build\`), and in which folder: its \`WORKDIR\` is part of the path.`,
        es: `Comprueba que una instrucción de \`${stage}\` lo crea (\`RUN npm run build\`), y en qué carpeta: su \`WORKDIR\` forma parte de la ruta.`,
      },
    };
  }
  if (/(^|\s)\.\.\//.test(copy)) {
    return {
      message: {
        en: `\`COPY ${copy}\` reaches for a file above the folder of the context, which no build can do.`,
        es: `\`COPY ${copy}\` busca un archivo por encima de la carpeta del contexto, y eso ninguna construcción puede hacerlo.`,
      },
      remedy: {
        en: 'Make the folder above the context (`build: { context: ., dockerfile: folder/Dockerfile }`) and write the paths from there.',
        es: 'Haz que el contexto sea la carpeta de arriba (`build: { context: ., dockerfile: carpeta/Dockerfile }`) y escribe las rutas desde ahí.',
      },
    };
  }
  if (ignored) {
    return {
      message: {
        en: `\`${path}\` is named in \`.dockerignore\`, so the build does not get it.`,
        es: `\`${path}\` figura en \`.dockerignore\`, así que la construcción no lo recibe.`,
      },
      remedy: {
        en: `Take the line that fits \`${path}\` out of \`.dockerignore\`, or put \`!${path}\` below it.`,
        es: `Quita de \`.dockerignore\` la línea que coincide con \`${path}\`, o pon \`!${path}\` debajo.`,
      },
    };
  }
  return {
    message: {
      en: `There is no \`${path}\` in what the build gets: ${from.en}, without what \`.dockerignore\` names.`,
      es: `No hay ningún \`${path}\` en lo que recibe la construcción: ${from.es}, sin lo que nombra \`.dockerignore\`.`,
    },
    remedy: {
      en: `Look whether \`${path}\` is in git, is written just so, and is not named in \`.dockerignore\`; paths count from ${from.en}.`,
      es: `Mira si \`${path}\` está en git, si se escribe exactamente así y si no figura en \`.dockerignore\`; las rutas se cuentan desde ${from.es}.`,
    },
  };
}
