import type { Group } from '../grader.ts';
import type { Lang } from '../text.ts';

/** The words around a report's own: headings, labels, sentences with a number in them. */
export interface Words {
  groups: Record<Group, string>;
  actions: Record<'strip' | 'rewrite' | 'limit', string>;
  noCommit: string;
  emptyRepository: string;
  expected: string;
  found: string;
  remedy: string;
  why: string;
  where: string;
  check: string;
  points: string;
  toMend: string;
  refused: string;
  notes: string;
  advice: string;
  time: string;
  stopped: string;
  fullScore: string;
  fullScoreWithAdvice: string;
  /** How a file came to be that the Compose file asks for and git does not hold; `from` is what was copied. */
  supplied: Record<'assignment' | 'example' | 'nobody', (path: string, from: string) => string>;
  notReached(stage: string): string;
  becauseRefused: string;
  checks(count: number): string;
  moreLines(count: number): string;
  leftovers(counts: { containers: number; networks: number; volumes: number; images: number }): string;
}

const en: Words = {
  groups: { image: 'Image', compose: 'Compose', persistence: 'Persistence', delivery: 'Delivery' },
  actions: { strip: 'left out', rewrite: 'changed', limit: 'limited' },
  noCommit: 'files as they stand, no commit',
  emptyRepository: 'empty repository',
  expected: 'expected',
  found: 'found',
  remedy: 'How to mend it',
  why: 'Why',
  where: 'Where',
  check: 'Check',
  points: 'Points',
  toMend: 'What to mend',
  refused: 'The Compose file may not run here',
  notes: 'Changed so that the stack may run here',
  advice: 'Advice, without points',
  time: 'Time',
  stopped: 'failed',
  fullScore: 'Everything is as it should be.',
  fullScoreWithAdvice: 'All points; there is advice below.',
  supplied: {
    assignment: (path) => `\`${path}\` is not in the repository; the one of the assignment was used.`,
    example: (path, from) => `\`${path}\` is not in the repository; a copy of \`${from}\` was used.`,
    nobody: (path) => `\`${path}\` is not in the repository; an empty file was used.`,
  },
  notReached: (stage) => `Not looked at: the run ended after the stage “${stage}”.`,
  becauseRefused: 'Not looked at: nothing was built or started.',
  checks: (count) => (count === 1 ? '1 check' : `${count} checks`),
  moreLines: (count) => (count === 1 ? '1 more line' : `${count} more lines`),
  leftovers: ({ containers, networks, volumes, images }) =>
    `Could not be removed: ${containers} containers, ${networks} networks, ${volumes} volumes, ${images} images.`,
};

const es: Words = {
  groups: { image: 'Imagen', compose: 'Compose', persistence: 'Persistencia', delivery: 'Entrega' },
  actions: { strip: 'omitido', rewrite: 'cambiado', limit: 'limitado' },
  noCommit: 'los archivos tal como están, sin commit',
  emptyRepository: 'repositorio vacío',
  expected: 'se esperaba',
  found: 'se encontró',
  remedy: 'Cómo arreglarlo',
  why: 'Por qué',
  where: 'Dónde',
  check: 'Comprobación',
  points: 'Puntos',
  toMend: 'Qué arreglar',
  refused: 'El archivo de Compose no se puede ejecutar aquí',
  notes: 'Cambios para poder ejecutar aquí tus servicios',
  advice: 'Consejos, sin puntos',
  time: 'Tiempo',
  stopped: 'falló',
  fullScore: 'Todo está como debe.',
  fullScoreWithAdvice: 'Todos los puntos; más abajo hay consejos.',
  supplied: {
    assignment: (path) => `\`${path}\` no está en el repositorio; se usó el de la consigna.`,
    example: (path, from) => `\`${path}\` no está en el repositorio; se usó una copia de \`${from}\`.`,
    nobody: (path) => `\`${path}\` no está en el repositorio; se usó un archivo vacío.`,
  },
  notReached: (stage) => `No se miró: la ejecución terminó después de la etapa «${stage}».`,
  becauseRefused: 'No se miró: no se construyó ni se inició nada.',
  checks: (count) => (count === 1 ? '1 comprobación' : `${count} comprobaciones`),
  moreLines: (count) => (count === 1 ? '1 línea más' : `${count} líneas más`),
  leftovers: ({ containers, networks, volumes, images }) =>
    `No se pudo eliminar: ${containers} contenedores, ${networks} redes, ${volumes} volúmenes, ${images} imágenes.`,
};

export const WORDS: Record<Lang, Words> = { en, es };

/** A number as it is written in the language, with at most `digits` decimals. */
export function number(value: number, lang: Lang, digits = 2): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: digits, useGrouping: false }).format(value);
}

/** `8.5 / 10` */
export function pointsText(points: { earned: number; possible: number }, lang: Lang): string {
  return `${number(points.earned, lang)} / ${number(points.possible, lang)}`;
}
