import type { Text } from '../../src/core/text.ts';
import type { Desk } from './rules/rule.ts';
import { isUnset, textOf } from './values.ts';

/** How sentences speak of a thing: `The network`, `La red`; and what Spanish puts in its place (`la`, `lo`). */
export interface Noun extends Text {
  pronoun: string;
}

/** A network or volume is the stack's own, under a name of ours: a name of the student's could be another student's. One from elsewhere is refused. */
export function giveOwnName(noun: Noun, desk: Desk<{ name: string; labels: Record<string, string> }>): void {
  const { name, value, out, review, refuse, note } = desk;
  out.name = `${review.input.project}_${name}`;
  out.labels = { ...review.input.labels };
  if (!isUnset(value.external)) {
    refuse(
      {
        en: `${noun.en} \`${name}\` is \`external\`: it exists on your computer only. Remove \`external\`, and Compose creates it.`,
        es: `${noun.es} \`${name}\` es \`external\`: solo existe en tu computadora. Quita \`external\` y Compose ${noun.pronoun} crea.`,
      },
      'external',
    );
  } else if (!isUnset(value.name) && value.name !== `${textOf(review.model.name)}_${name}`) {
    note(
      'rewrite',
      {
        en: `${noun.en} \`${name}\` has another name on this machine; inside your stack nothing changes.`,
        es: `${noun.es} \`${name}\` tiene otro nombre en esta máquina; dentro de tu stack nada cambia.`,
      },
      'name',
    );
  }
}
