import { createColors } from 'picocolors';
import { WORDS, type Words } from '../../../core/report/words.ts';
import type { Lang } from '../../../core/text.ts';
import { wrap } from './layout.ts';

export interface FormatOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
}

/** What the parts of the text report draw with. */
export interface Canvas {
  lang: Lang;
  words: Words;
  paint: ReturnType<typeof createColors>;
  /** Columns that are used: wide terminals are not filled, long lines are hard to read. */
  width: number;
  /** A text in lines, each behind a margin of spaces. */
  block(text: string, margin: number, style?: (line: string) => string): string[];
}

export function createCanvas(lang: Lang, { color, width }: FormatOptions): Canvas {
  const used = Math.min(Math.max(width, 50), 100);
  return {
    lang,
    words: WORDS[lang],
    paint: createColors(color),
    width: used,
    block(text, margin, style = (line) => line) {
      return wrap(text, used - margin).map((line) => (line === '' ? '' : ' '.repeat(margin) + style(line)));
    },
  };
}
