import type { Lang } from '../text.ts';

/** What the schema itself says that it expects, in the language of the reader; in English where there are no other words for it. */
export function phraseIn(lang: Lang, phrase: string): string {
  return (lang === 'es' && SPANISH[phrase]) || phrase;
}

const SPANISH: Record<string, string> = {
  'a duration such as 60s, 10m or 1h': 'una duración como 60s, 10m o 1h',
  'a duration above zero': 'una duración mayor que cero',
  'a size such as 512m or 2g': 'un tamaño como 512m o 2g',
  'a size above zero': 'un tamaño mayor que cero',
  'a path inside the repository, relative to its root': 'una ruta dentro del repositorio, relativa a su raíz',
  'a path inside the repository, relative to stack.path': 'una ruta dentro del repositorio, relativa a stack.path',
  'a name of letters, digits and _': 'un nombre de letras, dígitos y _',
  'lower-case letters, digits and dashes': 'letras minúsculas, dígitos y guiones',
  'at most 100 characters, and not "new"': 'como máximo 100 caracteres, y no "new"',
  'a date and time with its zone, such as 2026-12-01T23:59:00-03:00':
    'una fecha y hora con su zona, como 2026-12-01T23:59:00-03:00',
};
