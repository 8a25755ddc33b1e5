import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  pages: { en: 'Pages', es: 'Páginas' },
  previous: { en: 'Previous', es: 'Anterior' },
  next: { en: 'Next', es: 'Siguiente' },
  of: { en: 'of', es: 'de' },
} satisfies Record<string, Text>;

/** The way to the other pages of a list; nothing where there is one. `address`: of a page, counted from 1. */
export function turnPages(
  { page, perPage, total }: { page: number; perPage: number; total: number },
  address: (page: number) => string,
  lang: Lang,
): Markup | null {
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1 && page === 1) return null;
  const number = (value: number) => value.toLocaleString(lang);
  const first = (page - 1) * perPage + 1;
  return html`<nav class="pages" aria-label="${WORDS.pages[lang]}">
${page > 1 && html`<a href="${address(Math.min(page - 1, last))}" rel="prev">${WORDS.previous[lang]}</a>`}
<span>${number(Math.min(first, total))}–${number(Math.min(page * perPage, total))} ${WORDS.of[lang]} ${number(total)}</span>
${page < last && html`<a href="${address(page + 1)}" rel="next">${WORDS.next[lang]}</a>`}
</nav>`;
}
