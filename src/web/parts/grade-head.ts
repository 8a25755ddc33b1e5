import type { Lang, Text } from '../../core/text.ts';
import type { GradePageQuery } from '../../core/wire/grade-page.ts';
import { html, type Markup } from '../html.ts';
import { gradeAddress } from './grade-address.ts';

const SORT: Text = { en: 'sort by', es: 'ordenar por' };

/** The head of a column by which the table can be sorted: a second time the other way round. Points are looked at from the top first. */
export function sortHead(
  path: string,
  query: GradePageQuery,
  {
    sort,
    title,
    first = 'asc',
    number = false,
  }: { sort: string; title: string; first?: 'asc' | 'desc'; number?: boolean },
  lang: Lang,
): Markup {
  const now = query.sort === sort ? query.order : null;
  const next = now === null ? first : now === 'asc' ? 'desc' : 'asc';
  const href = gradeAddress(path, query, { sort, order: next, page: 1 });
  return html`<th scope="col"${number && html` class="number"`}${now && html` aria-sort="${now === 'asc' ? 'ascending' : 'descending'}"`}><a id="sort-${sort}" href="${href}" hx-get="${href}" title="${SORT[lang]} ${title}">${title}${now && html`<span aria-hidden="true"> ${now === 'asc' ? '▲' : '▼'}</span>`}</a></th>`;
}
