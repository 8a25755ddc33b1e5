import type { Lang, Text } from '../../core/text.ts';
import type { GradePageQuery } from '../../core/wire/grade-page.ts';
import { html, type Markup } from '../html.ts';
import { gradeAddress } from './grade-address.ts';

const WORDS = {
  pages: { en: 'Pages', es: 'Páginas' },
  first: { en: 'First', es: 'Primera' },
  previous: { en: 'Previous', es: 'Anterior' },
  next: { en: 'Next', es: 'Siguiente' },
  last: { en: 'Last', es: 'Última' },
  of: { en: 'of', es: 'de' },
  page: { en: 'Page', es: 'Página' },
  students: { en: 'students', es: 'estudiantes' },
  student: { en: 'student', es: 'estudiante' },
} satisfies Record<string, Text>;

interface Page {
  page: number;
  perPage: number;
  total: number;
}

/** How many fit, and which of them are shown; a reader of screens says it when it changes. */
export function gradeCount({ page, perPage, total }: Page, lang: Lang): Markup {
  const first = Math.min(total, (page - 1) * perPage + 1);
  const last = Math.min(total, page * perPage);
  const shown = total > perPage && html` · ${count(first, lang)}–${count(last, lang)}`;
  return html`<p class="grade-count" role="status">${count(total, lang)} ${WORDS[total === 1 ? 'student' : 'students'][lang]}${shown}</p>`;
}

/** Ways to the other pages, where there are any. */
export function gradePages(
  path: string,
  query: GradePageQuery,
  { page, perPage, total }: Page,
  lang: Lang,
): Markup | null {
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1 && page === 1) return null;
  const link = (id: 'first' | 'previous' | 'next' | 'last', to: number, there: boolean) => {
    const href = gradeAddress(path, query, { page: to });
    return there
      ? html`<a class="button second" id="page-${id}" href="${href}" hx-get="${href}">${WORDS[id][lang]}</a>`
      : html`<span class="button second off" aria-hidden="true">${WORDS[id][lang]}</span>`;
  };
  return html`<nav class="row grade-pages" aria-label="${WORDS.pages[lang]}">
${link('first', 1, page > 1)}${link('previous', Math.min(page - 1, last), page > 1)}
<span>${WORDS.page[lang]} ${count(page, lang)} ${WORDS.of[lang]} ${count(last, lang)}</span>
${link('next', page + 1, page < last)}${link('last', last, page < last)}
</nav>`;
}

export function count(number: number, lang: Lang): string {
  return number.toLocaleString(lang, { useGrouping: true });
}
