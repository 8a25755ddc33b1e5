import type { Lang, Text } from '../../core/text.ts';
import type { GradePageQuery } from '../../core/wire/grade-page.ts';
import type { MatrixColumn, MatrixRowView, MatrixView } from '../../core/wire/matrix.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { gradeAddress } from '../parts/grade-address.ts';
import { gradeFiles } from '../parts/grade-files.ts';
import { gradeCount, gradePages } from '../parts/grade-foot.ts';
import { sortHead } from '../parts/grade-head.ts';
import { gradeCell, studentCell } from '../parts/grade-marks.ts';
import { gradeSearch, kept, TABLE } from '../parts/grade-search.ts';
import { points } from '../parts/points.ts';

const WORDS = {
  title: { en: 'Grades', es: 'Notas' },
  caption: { en: 'Students and their grades in every assignment', es: 'Estudiantes y sus notas en cada consigna' },
  student: { en: 'Student', es: 'Estudiante' },
  email: { en: 'Email', es: 'Correo' },
  total: { en: 'Total', es: 'Total' },
  table: { en: 'table', es: 'tabla' },
  statistics: { en: 'statistics', es: 'estadísticas' },
  nobody: { en: 'Nobody fits.', es: 'No hay nadie así.' },
  all: { en: 'Show everyone', es: 'Mostrar a todos' },
  empty: {
    en: 'There is no student yet. Publish an assignment and upload its roster: everyone in it appears here.',
    es: 'Todavía no hay estudiantes. Publica una consigna y sube su lista: aquí aparecen todos los que estén en ella.',
  },
} satisfies Record<string, Text>;

const PATH = '/grades';

/** Students × assignments. Pure. */
export function allGradesPage(frame: Frame, matrix: MatrixView, query: GradePageQuery): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.title[lang],
    html`${gradeSearch(PATH, query, lang)}
<div id="${TABLE}">${matrixPart(matrix, query, lang)}</div>`,
    { wide: true },
  );
}

/** What changes with search, filter, order and page. */
export function matrixPart(matrix: MatrixView, query: GradePageQuery, lang: Lang): Markup {
  const { assignments, rows, total } = matrix;
  const csv = gradeAddress('/grades.csv', { ...query, page: 1 });
  return html`<div hx-target:inherited="#${TABLE}" hx-swap:inherited="innerMorph">${kept(query)}
${rows.length === 0 ? nobody(total, query, lang) : html`${gradeCount(matrix, lang)}${table(assignments, rows, query, lang)}`}
${gradePages(PATH, query, matrix, lang)}
${total > 0 && gradeFiles({ spreadsheet: csv }, lang)}</div>`;
}

function table(
  assignments: readonly MatrixColumn[],
  rows: readonly MatrixRowView[],
  query: GradePageQuery,
  lang: Lang,
): Markup {
  return html`<div class="grade-scroll" id="rows-${query.page}" role="region" aria-label="${WORDS.caption[lang]}" tabindex="0">
<table class="grades"><caption class="hidden">${WORDS.caption[lang]}</caption>
<thead><tr>${sortHead(PATH, query, { sort: 'name', title: WORDS.student[lang] }, lang)}
${assignments.map(({ id, title }) => assignmentHead(id, title, query, lang))}
${sortHead(PATH, query, { sort: 'total', title: WORDS.total[lang], first: 'desc', number: true }, lang)}</tr></thead>
<tbody>${rows.map((row) => personRow(row, assignments, lang))}</tbody></table></div>`;
}

function assignmentHead(id: string, title: string, query: GradePageQuery, lang: Lang): Markup {
  return sortHead(PATH, query, { sort: `assignment.${id}`, title, first: 'desc', number: true }, lang);
}

function personRow(
  { student, enrolled, earned, possible, grades }: MatrixRowView,
  assignments: readonly MatrixColumn[],
  lang: Lang,
): Markup {
  const [first] = grades.keys();
  return html`<tr>${studentCell({ student, enrolled }, history(first ?? '', student.id), lang)}
${assignments.map(({ id }) => gradeCell(grades.get(id), history(id, student.id), lang))}
<td class="number">${earned === null ? '–' : html`<strong>${points(earned, lang)}</strong><span class="quiet"> / ${points(possible, lang)}</span>`}</td></tr>
`;
}

function history(assignment: string, student: string): string {
  return `/assignments/${assignment}/students/${student}`;
}

function nobody(total: number, query: GradePageQuery, lang: Lang): Markup {
  const asked = query.search !== undefined || query.only !== undefined || total > 0;
  return html`<div class="card"><p role="status">${asked ? WORDS.nobody[lang] : WORDS.empty[lang]}</p>
${asked && html`<p><a href="${PATH}">${WORDS.all[lang]}</a></p>`}</div>`;
}
