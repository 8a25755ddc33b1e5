import type { Review } from '../review.ts';
import { hasControls } from '../values.ts';
import type { Rule } from './rule.ts';

const MAX_LENGTH = 256;

/** Compose doubles a `$` in a key each time that it writes a file, and never halves it; and nobody can read a key with control characters. */
export const plainKeys: Rule<Review> = {
  id: 'plain-keys',
  keys: [],
  apply({ value, refuse }) {
    for (const path of oddKeys(value, [])) {
      refuse(
        {
          en: 'A name is empty, or holds a `$`, a control character or more than 256 characters. Names are plain words; variables belong into values.',
          es: 'Un nombre está vacío, o contiene un `$`, un carácter de control o más de 256 caracteres. Los nombres son palabras simples; las variables van en los valores.',
        },
        ...path,
      );
    }
  },
};

/** The places that hold such a key. */
function* oddKeys(value: unknown, path: readonly string[]): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    if (key === '' || key.includes('$') || hasControls(key) || key.length > MAX_LENGTH) yield path;
    else yield* oddKeys(entry, [...path, key]);
  }
}
