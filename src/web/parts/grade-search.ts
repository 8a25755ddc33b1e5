import type { Lang, Text } from '../../core/text.ts';
import type { GradeFilter, GradePageQuery } from '../../core/wire/grade-page.ts';
import { GRADE_FILTERS } from '../../core/wire/grades.ts';
import { html, type Markup } from '../html.ts';
import { gradeAddress } from './grade-address.ts';

const WORDS = {
  search: { en: 'Search', es: 'Buscar' },
  hint: { en: 'Name, email or GitHub user', es: 'Nombre, correo o usuario de GitHub' },
  only: { en: 'Show', es: 'Mostrar' },
  all: { en: 'everyone', es: 'todos' },
  go: { en: 'Search', es: 'Buscar' },
  lost: { en: 'Only who lost points for', es: 'Solo quienes perdieron puntos en' },
  remove: { en: 'show everyone', es: 'mostrar a todos' },
} satisfies Record<string, Text>;

const FILTERS: Record<GradeFilter, Text> = {
  submitted: { en: 'handed in', es: 'entregaron' },
  missing: { en: 'missing', es: 'faltan' },
  late: { en: 'late', es: 'tarde' },
  overridden: { en: 'set by hand', es: 'puestas a mano' },
  left: { en: 'left the roster', es: 'salieron de la lista' },
};

/** Of what the table is made, which form and links bring up to date: its id. */
export const TABLE = 'grade-table';
/** The form, for what belongs to it and stands elsewhere. */
const SEARCH = 'grade-search';

/**
 * Search and filter. While one types only the table is fetched again; without scripts it is a form like any other.
 * @param lost title of the grader that the query asks for
 */
export function gradeSearch(path: string, query: GradePageQuery, lang: Lang, lost: string | null = null): Markup {
  return html`<form class="row grade-search" id="${SEARCH}" method="get" action="${path}" role="search" hx-get="${path}" hx-trigger="input delay:250ms, submit" hx-target="#${TABLE}" hx-swap="innerMorph" hx-sync="this:replace">
<div class="grow"><label for="search">${WORDS.search[lang]}</label><input type="search" id="search" name="search" maxlength="100" value="${query.search}" placeholder="${WORDS.hint[lang]}" autocomplete="off" spellcheck="false"></div>
<div><label for="only">${WORDS.only[lang]}</label><select id="only" name="only"><option value="">${WORDS.all[lang]}</option>
${GRADE_FILTERS.map((filter) => html`<option value="${filter}"${query.only === filter && html` selected`}>${FILTERS[filter][lang]}</option>`)}</select></div>
<button class="second">${WORDS.go[lang]}</button>
</form>
${lost !== null && html`<p class="notice">${WORDS.lost[lang]} <strong>${lost}</strong> · <a href="${gradeAddress(path, query, { lost: undefined, page: 1 })}">${WORDS.remove[lang]}</a></p>`}`;
}

/** What a search keeps of the table that is shown: it stands in the table, so that it is never out of date. */
export function kept({ sort, order, lost }: GradePageQuery): Markup {
  const hidden = (name: string, value: string | undefined) =>
    value !== undefined && html`<input type="hidden" form="${SEARCH}" name="${name}" value="${value}">`;
  return html`${hidden('sort', sort)}${hidden('order', order)}${hidden('lost', lost)}`;
}
