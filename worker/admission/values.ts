import { posix } from 'node:path';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a mapping; none for anything else. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The mappings in a mapping (services, volumes …); an empty entry (`data:`) counts as an empty mapping. */
export function entriesOf(value: unknown): [string, Fields][] {
  return Object.entries(fieldsOf(value)).map(([key, entry]) => [key, fieldsOf(entry)]);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts in a list, or a text alone as a list of one. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return listOf(value).filter((item) => typeof item === 'string');
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** True for what means "not there": Compose writes `null`, `false`, empty lists and mappings where nothing was asked for. */
export function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Compose writes most numbers as text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A path as the file system knows it: in Compose's JSON every `$` is doubled. */
export function plain(path: string): string {
  return path.replaceAll('$$', '$');
}

/** Control characters, which have no business in a name, a path or a key. */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** True for a place in a container at which the kernel shows itself, however its path is written: `/proc`, `//sys`, `/./proc/x`. */
export function isKernels(path: string): boolean {
  return /^\/(proc|sys)(\/|$)/.test(posix.resolve('/', path));
}
