import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

/** What is counted, when it is one and when it is not. */
export interface Words {
  one: Text;
  many: Text;
}

/** `3 students`, `1 student`. */
export function counted(count: number, { one, many }: Words, lang: Lang): string {
  return `${count.toLocaleString(lang)} ${(count === 1 ? one : many)[lang]}`;
}

/** Numbers that are to be seen at once, side by side; `tone` where there are any. */
export function tallies(all: readonly { count: number; words: Words; tone?: 'good' | 'bad' }[], lang: Lang): Markup {
  return html`<ul class="tallies">${all.map(
    ({ count, words, tone }) =>
      html`<li${tone !== undefined && count > 0 && html` class="${tone}"`}><strong>${count.toLocaleString(lang)}</strong> ${(count === 1 ? words.one : words.many)[lang]}</li>`,
  )}</ul>`;
}
