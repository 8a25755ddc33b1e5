import { DockgradeError } from '../../src/core/errors.ts';
import type { Json } from './variables.ts';

const STEP = /\.(?<name>[A-Za-z_$][\w$-]*)|\[(?<index>\d+)\]|\['(?<quoted>[^']*)'\]/y;

/** `$.data[0].id`, `$['first name']` → its keys in order. Throws `assignment-invalid` for anything else. */
export function parsePath(path: string): string[] {
  const keys: string[] = [];
  STEP.lastIndex = 1;
  while (path.startsWith('$') && STEP.lastIndex < path.length) {
    const groups = STEP.exec(path)?.groups;
    if (!groups) break;
    keys.push(groups.name ?? groups.index ?? groups.quoted ?? '');
    if (STEP.lastIndex === path.length) return keys;
  }
  if (path === '$') return keys;
  throw new DockgradeError('assignment-invalid', `"${path}" is no place in an answer`, {
    remedy: 'Write it like $.id or $.data[0].id.',
  });
}

/** What stands at a place of a JSON value; undefined when there is nothing, and for what only JavaScript adds (`length`, inherited names). */
export function readPath(json: Json, path: string): Json | undefined {
  let value: Json | undefined = json;
  for (const key of parsePath(path)) {
    if (value === null || typeof value !== 'object' || !Object.keys(value).includes(key)) return undefined;
    value = (value as Record<string, Json>)[key];
  }
  return value;
}
