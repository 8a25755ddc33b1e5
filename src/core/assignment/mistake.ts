import { DockgradeError } from '../errors.ts';
import type { Lang, Text } from '../text.ts';

/** A mistake in an assignment file: where it is, what is there and what should be. Lines and columns count from 1. */
export interface Mistake {
  line: number;
  column: number;
  /** The place in words, `probes[0].request.path`; empty for the file as a whole. */
  path: string;
  found: Text;
  expected: Text;
}

/** All mistakes of a file as one error (`assignment-invalid`), in the order of the file, one a line. */
export function mistakesError(fileName: string, mistakes: readonly Mistake[]): DockgradeError {
  const placed = inOrder(mistakes).map(({ line, column, path, found, expected }) => {
    const place = path === '' ? '' : `${path}: `;
    return { where: `${fileName}:${line}:${column}`, message: `${place}found ${found.en}, expected ${expected.en}` };
  });
  const lines = placed.map(({ where, message }) => `  ${where}: ${message}`);
  const count = lines.length === 1 ? 'a mistake' : `${lines.length} mistakes`;
  return new DockgradeError('assignment-invalid', `the assignment has ${count}\n${[...new Set(lines)].join('\n')}`, {
    remedy: 'docs/assignment.md describes every key.',
    errors: placed,
  });
}

/** In the order of the file. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  return [...mistakes].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** A path as a person writes it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** A value as a mistake shows it: short, on one line, nothing invisible. */
export function valueText(value: unknown, lang: Lang = 'en'): string {
  if (value === null || value === undefined) return KINDS.nothing[lang];
  if (Array.isArray(value)) return KINDS.list[lang];
  if (typeof value === 'object') return KINDS.mapping[lang];
  if (typeof value === 'string') return quote(value);
  return lang === 'en' ? `the ${typeof value} ${String(value)}` : `el valor ${String(value)}`;
}

const KINDS = {
  nothing: { en: 'nothing', es: 'nada' },
  list: { en: 'a list', es: 'una lista' },
  mapping: { en: 'a mapping', es: 'un conjunto de claves' },
} satisfies Record<string, Text>;

/** Text in quotes, cut to 60 characters, control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
