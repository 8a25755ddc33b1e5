import type { Overrun, ResolveEvidence } from '../../src/core/evidence/index.ts';
import { inEach, type Lang, type Text } from '../../src/core/text.ts';
import { fail, type Verdict } from '../../src/core/verdict.ts';
import { toldProof } from './told-proof.ts';

/** The stack wrote so much, or made so many files, that it was stopped: what, where, and how to find out why. */
export function filledDisk({ limit, bytes, files, places }: Overrun, resolve: ResolveEvidence): Verdict {
  const [largest] = places;
  const much = inEach((lang) => (limit.of === 'bytes' ? size(bytes, lang) : count(files ?? limit.most, lang)));
  const most = inEach((lang) => (limit.of === 'bytes' ? size(limit.most, lang) : count(limit.most, lang)));
  const where = largest ? inEach((lang) => NAMES[largest.kind][lang](largest.name)) : null;
  const service = resolve.services.find(({ name }) => largest?.kind === 'container' && name === largest.name);
  return fail({
    message: {
      en: `The stack wrote ${much.en} and was stopped${where ? `; most of it lies in ${where.en}` : ''}.`,
      es: `La aplicación escribió ${much.es} y se detuvo${where ? `; la mayor parte está en ${where.es}` : ''}.`,
    },
    expected: {
      en: `All services together write at most ${most.en}.`,
      es: `Todos los servicios juntos escriben como máximo ${most.es}.`,
    },
    actual: { en: `${much.en} were there when it was stopped.`, es: `Había ${much.es} cuando se detuvo.` },
    remedy: {
      en: 'Look for what writes without an end: a loop that inserts or appends, a log file that grows, test data made at each start. `docker ps --size` and `docker system df --verbose` show on your own machine where it gathers.',
      es: 'Busca qué escribe sin fin: un bucle que inserta o añade, un archivo de log que crece, datos de prueba creados en cada arranque. `docker ps --size` y `docker system df --verbose` muestran en tu máquina dónde se acumula.',
    },
    where: service?.where,
    evidence: [
      toldProof('text', { en: 'Where the stack wrote', es: 'Dónde escribió la aplicación' }, (lang) =>
        places.map(
          ({ kind, name, bytes: held, files: many }) =>
            `${size(held, lang)}${many === null ? '' : `, ${count(many, lang)}`}  ${NAMES[kind][lang](name)}`,
        ),
      ),
    ],
  });
}

const NAMES: Record<Overrun['places'][number]['kind'], Record<Lang, (name: string) => string>> = {
  container: {
    en: (name) => `the container of ${name}, outside any volume`,
    es: (name) => `el contenedor de ${name}, fuera de todo volumen`,
  },
  volume: { en: (name) => `the volume \`${name}\``, es: (name) => `el volumen \`${name}\`` },
  bind: {
    en: (name) => `\`${name}\`, which is mounted from the repository`,
    es: (name) => `\`${name}\`, montado desde el repositorio`,
  },
  open: {
    en: () => 'files that were removed while a program still writes to them',
    es: () => 'archivos borrados en los que un programa todavía escribe',
  },
};

function size(bytes: number, lang: Lang): string {
  const [value, unit] = bytes >= 1024 ** 3 ? [bytes / 1024 ** 3, 'GB'] : [bytes / 1024 ** 2, 'MB'];
  return `${new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

function count(files: number, lang: Lang): Text[Lang] {
  return `${new Intl.NumberFormat(lang).format(files)} ${lang === 'en' ? 'files' : 'archivos'}`;
}
