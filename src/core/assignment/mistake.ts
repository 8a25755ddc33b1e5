import { DockgradeError } from '../errors.ts';

/** A mistake in an assignment file: where it is, what is there and what should be. Lines and columns count from 1. */
export interface Mistake {
  line: number;
  column: number;
  /** The place in words, `probes[0].request.path`; empty for the file as a whole. */
  path: string;
  found: string;
  expected: string;
}

/** All mistakes of a file as one error (`assignment-invalid`), in the order of the file, one a line. */
export function mistakesError(fileName: string, mistakes: readonly Mistake[]): DockgradeError {
  const sorted = [...mistakes].sort((a, b) => a.line - b.line || a.column - b.column);
  const placed = sorted.map(({ line, column, path, found, expected }) => {
    const place = path === '' ? '' : `${path}: `;
    return { where: `${fileName}:${line}:${column}`, message: `${place}found ${found}, expected ${expected}` };
  });
  const lines = placed.map(({ where, message }) => `  ${where}: ${message}`);
  const count = lines.length === 1 ? 'a mistake' : `${lines.length} mistakes`;
  return new DockgradeError('assignment-invalid', `the assignment has ${count}\n${[...new Set(lines)].join('\n')}`, {
    remedy: 'docs/assignment.md describes every key.',
    errors: placed,
  });
}

/** A path as a person writes it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** A value as a mistake shows it: short, on one line, nothing invisible. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return quote(value);
  return `the ${typeof value} ${String(value)}`;
}

/** Text in quotes, cut to 60 characters, control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
