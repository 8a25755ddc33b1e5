import type { Note } from '../../../src/core/evidence/admit.ts';
import type { Text } from '../../../src/core/text.ts';
import type { Step } from '../../compose/locate.ts';
import type { Review } from '../review.ts';
import { type Fields, isUnset } from '../values.ts';

/** What a rule works with: one service (or network, volume …) of the student's model, and the one of ours that replaces it. */
export interface Desk<Out> {
  /** The key of the service, network, volume …. */
  readonly name: string;
  readonly value: Fields;
  readonly out: Out;
  readonly review: Review;
  /** The steps after the first argument lead from here to the key that is meant. */
  refuse(message: Text, ...at: Step[]): void;
  note(action: Note['action'], message: Text, ...at: Step[]): void;
  /** What stands at a place in the student's own file; undefined where it cannot be found. */
  written(...at: Step[]): unknown;
}

/**
 * One rule of admission. It alone decides about its keys: what it does not write into `out` is not there when the stack runs.
 * Rules run in the order of the registry; later ones see what earlier ones wrote.
 */
export interface Rule<Out> {
  /** Public and stable, also the name of its file. */
  readonly id: string;
  /** The keys that it is responsible for. Each key belongs to exactly one rule. */
  readonly keys: readonly string[];
  apply(desk: Desk<Out>): void | Promise<void>;
}

/** Runs rules over one part of the model. A key that no rule knows is refused; `x-…` means nothing to Compose and is left out. */
export async function applyRules<Out>(
  rules: readonly Rule<Out>[],
  part: { name: string; path: readonly string[]; value: Fields; out: Out; review: Review },
): Promise<void> {
  const { review, path } = part;
  const known = new Set(rules.flatMap((rule) => rule.keys));
  for (const key of Object.keys(part.value)) {
    if (!known.has(key) && !key.startsWith('x-')) review.refuse(UNKNOWN_KEY, [...path, key], unknownKey(key));
  }
  for (const rule of rules) {
    await rule.apply({
      name: part.name,
      value: part.value,
      out: part.out,
      review,
      refuse: (message, ...at) => review.refuse(rule.id, [...path, ...at], message),
      written: (...at) => review.written([...path, ...at]),
      note: (action, message, ...at) => review.note(rule.id, action, [...path, ...at], message),
    });
  }
}

export const UNKNOWN_KEY = 'unknown-key';

/** The keys of a desk that are really asked for. */
export function askedFor(value: Fields, keys: readonly string[]): string[] {
  return keys.filter((key) => !isUnset(value[key]));
}

function unknownKey(key: string): Text {
  return {
    en: `dockgrade does not know the key \`${key}\`, so it cannot tell whether it is safe. Remove it or check its spelling.`,
    es: `dockgrade no conoce la clave \`${key}\` y no puede saber si es segura. Quítala o revisa cómo está escrita.`,
  };
}
