import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { builds, hear, quote, started } from '../shared/heard.ts';
import { commandLine, factsOf, failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'out-of-memory',
  title: { en: 'The memory ran out', es: 'Se acabó la memoria' },
  explains: ['image-builds', 'stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: 'Exit code 137 with the mark "OOMKilled", or `JavaScript heap out of memory`.',
      es: 'Código de salida 137 con la marca «OOMKilled», o `JavaScript heap out of memory`.',
    },
    why: {
      en: 'A container that takes more memory than its limit is ended by the kernel, without a word of its own.',
      es: 'A un contenedor que toma más memoria que su límite lo termina el kernel, sin que él diga nada.',
    },
    mend: {
      en: 'Take less: no development server, no build when the container starts, no data set in memory. Raise `mem_limit` if you set it too low.',
      es: 'Usa menos: ni servidor de desarrollo, ni compilar al arrancar, ni todos los datos en memoria. Sube `mem_limit` si lo pusiste demasiado bajo.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const { resolve, build, start } = evidence;
    const killed = start?.attempts.flatMap(({ services }) => services).find(({ oomKilled }) => oomKilled);
    if (killed) {
      const { service } = killed;
      return {
        message: {
          en: `${service} took more memory than it may, and the kernel ended it.`,
          es: `${service} tomó más memoria de la permitida, y el kernel lo terminó.`,
        },
        remedy: LESS,
        where: factsOf(resolve, service)?.where,
      };
    }
    const building =
      hear(builds(evidence), HEAP) ??
      hear(
        builds(evidence).filter(({ service }) => build?.builds.some((one) => one.service === service && is137(one))),
        /\bKilled\b|exit code: 137/,
      );
    const heard = building ?? hear(started(evidence), HEAP);
    if (!heard) return null;
    return {
      message: building
        ? {
            en: `The build of ${heard.service} took more memory than there is.`,
            es: `La construcción de ${heard.service} tomó más memoria de la que hay.`,
          }
        : {
            en: `Node in ${heard.service} took more memory than it may.`,
            es: `Node, en ${heard.service}, tomó más memoria de la permitida.`,
          },
      remedy: LESS,
      where: building ? failedLine(build, heard.service) : commandLine(resolve, heard.service),
      evidence: quote(heard),
    };
  },
});

const HEAP = /(?:heap out of memory|JavaScript heap out)/;

const is137 = (one: { failure: { exitCode: number | null } | null }) => one.failure?.exitCode === 137;

const LESS: Text = {
  en: 'Start the built application instead of a development server, build while the image is built, and do not load everything into memory. If you set `mem_limit` or `deploy.resources` yourself, raise it.',
  es: 'Inicia la aplicación ya construida en vez de un servidor de desarrollo, compila al construir la imagen, y no cargues todo en memoria. Si pusiste tú `mem_limit` o `deploy.resources`, súbelo.',
};
