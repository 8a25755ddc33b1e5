import type { Text } from '../../src/core/text.ts';

const MAX_LENGTH = 500;
/** Control characters, and those that are invisible or turn the direction of writing. */
const UNREADABLE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The most refusals, and the most notes, that one submission gets: enough to mend a file, few enough to read. */
export const MAX_FINDINGS = 50;

/** Messages quote what a student wrote: without control characters, bounded, and with `$` as it stands in the file. */
export function readable(message: Text): Text {
  return { en: tidy(message.en), es: tidy(message.es) };
}

function tidy(words: string): string {
  const clean = words.replaceAll('$$', '$').replace(UNREADABLE, '?');
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}…` : clean;
}
