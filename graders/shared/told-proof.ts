import { inEach, type Lang, type Text } from '../../src/core/text.ts';
import type { Proof } from '../../src/core/verdict.ts';
import { listProof } from './proof.ts';

/** Facts as a short list, one a line, in words of our own. */
export function toldProof(kind: Proof['kind'], title: Text, lines: (lang: Lang) => readonly string[]): Proof {
  return { kind, title, text: inEach((lang) => listProof(kind, title, lines(lang)).text) };
}
