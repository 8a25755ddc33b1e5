import type { Lang, Text } from '../../../core/text.ts';
import { exactly, html, type Markup } from '../../html.ts';

const WORDS = {
  equal: { en: 'The texts are the same.', es: 'Los textos son iguales.' },
  large: {
    en: 'They differ in too many lines to be compared.',
    es: 'Difieren en demasiadas líneas para compararlos.',
  },
  removed: { en: 'removed', es: 'quitada' },
  added: { en: 'added', es: 'agregada' },
  skipped: { en: 'lines are the same', es: 'líneas iguales' },
} satisfies Record<string, Text>;

/** Lines of one text, compared with those of the other: what is only in the first, only in the second, in both. */
export interface DiffLine {
  kind: 'removed' | 'added' | 'same';
  text: string;
}

/** Comparisons that a page may cost. */
const MOST = 4_000_000;
/** Lines shown around a change. */
const AROUND = 3;

/** The shortest way from one text to the other, line by line; null where it would take too long to find. Pure. */
export function diffLines(from: string, to: string): DiffLine[] | null {
  const [old, now] = [from.split('\n'), to.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  if (a.length * b.length > MOST) return null;
  const same = (lines: string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [...same(old.slice(0, start)), ...changed(a, b), ...same(old.slice(old.length - end))];
}

/** By the longest common sequence of lines. */
function changed(a: readonly string[], b: readonly string[]): DiffLine[] {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', text: a[i] ?? '' });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: b[j] ?? '' });
      j += 1;
    }
  }
  return lines;
}

/** What changed from one text to the other, with the lines around it. */
export function diff(from: string, to: string, lang: Lang): Markup {
  if (from === to) return html`<p>${WORDS.equal[lang]}</p>`;
  const lines = diffLines(from, to);
  if (!lines) return html`<p>${WORDS.large[lang]}</p>`;
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const pieces: Markup[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line && near[index]) pieces.push(lineOf(line, lang));
    else if (near[index - 1] ?? true) {
      const next = near.indexOf(true, index);
      const skipped = (next < 0 ? lines.length : next) - index;
      pieces.push(html`<span class="skipped">⋯ ${skipped} ${WORDS.skipped[lang]}\n</span>`);
    }
  }
  return html`<pre class="diff" tabindex="0"><span class="whole">${pieces}</span></pre>`;
}

function lineOf({ kind, text }: DiffLine, lang: Lang): Markup {
  if (kind === 'same') return html`<span>  ${exactly(text)}\n</span>`;
  const sign = kind === 'removed' ? '−' : '+';
  return html`<span class="${kind}">${sign} <span class="hidden">${WORDS[kind][lang]}: </span>${exactly(text)}\n</span>`;
}
