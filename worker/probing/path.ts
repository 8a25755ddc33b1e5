import { parsePlace } from '../../src/core/assignment/place.ts';
import { DockgradeError } from '../../src/core/errors.ts';
import type { Json } from './variables.ts';

/**
 * What stands at a place of a JSON value; undefined when there is nothing, and for what only JavaScript adds (`length`, inherited names).
 * Throws `assignment-invalid` for what is no place.
 */
export function readPath(json: Json, path: string): Json | undefined {
  const keys = parsePlace(path);
  if (keys === null) {
    throw new DockgradeError('assignment-invalid', `"${path}" is no place in an answer`, {
      remedy: 'Write it like $.id or $.data[0].id.',
    });
  }
  let value: Json | undefined = json;
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || !Object.keys(value).includes(key)) return undefined;
    value = (value as Record<string, Json>)[key];
  }
  return value;
}
