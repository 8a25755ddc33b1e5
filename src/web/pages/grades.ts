import type { Lang, Text } from '../../core/text.ts';
import type { GradePageQuery } from '../../core/wire/grade-page.ts';
import type { GradeTable, GradeView } from '../../core/wire/grades.ts';
import type { NewestView } from '../../core/wire/matrix.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { gradeAddress } from '../parts/grade-address.ts';
import { gradeFiles } from '../parts/grade-files.ts';
import { gradeCount, gradePages } from '../parts/grade-foot.ts';
import { sortHead } from '../parts/grade-head.ts';
import { lateMark, newestState, scoreMarks, studentCell } from '../parts/grade-marks.ts';
import { gradeSearch, kept, TABLE } from '../parts/grade-search.ts';
import { points } from '../parts/points.ts';
import { moment } from '../parts/time.ts';

const WORDS = {
  title: { en: 'Grades', es: 'Notas' },
  assignment: { en: 'The assignment', es: 'La consigna' },
  statistics: { en: 'Statistics', es: 'Estadísticas' },
  every: { en: 'Every assignment', es: 'Todas las consignas' },
  student: { en: 'Student', es: 'Estudiante' },
  score: { en: 'Score', es: 'Puntaje' },
  computed: { en: 'Computed', es: 'Calculado' },
  reason: { en: 'Set by hand: why', es: 'A mano: por qué' },
  attempts: { en: 'Attempts', es: 'Intentos' },
  late: { en: 'Late', es: 'Tarde' },
  penalty: { en: 'Costs', es: 'Descuento' },
  submitted: { en: 'Submitted', es: 'Entregado' },
  newest: { en: 'Newest submission', es: 'Última entrega' },
  choose: { en: 'Choose', es: 'Elegir' },
  chosen: { en: 'Grade the chosen again', es: 'Calificar otra vez a los elegidos' },
  judge: { en: 'judge what was recorded', es: 'juzgar lo registrado' },
  run: { en: 'run everything again', es: 'ejecutar todo otra vez' },
  preview: { en: 'See who would change', es: 'Ver quién cambiaría' },
  all: { en: 'Grade all again …', es: 'Calificar a todos otra vez …' },
  nobody: { en: 'Nobody fits.', es: 'No hay nadie así.' },
  everyone: { en: 'Show everyone', es: 'Mostrar a todos' },
  empty: { en: 'There is no student yet.', es: 'Todavía no hay estudiantes.' },
  roster: { en: 'Upload the roster', es: 'Subir la lista' },
} satisfies Record<string, Text>;

const REGRADE = 'regrade-chosen';

export interface Grades {
  assignment: { id: string; title: string };
  table: GradeTable;
  /** By the id of the student. */
  newest: ReadonlyMap<string, NewestView>;
  /** Title of the grader that the query asks for. */
  lost: string | null;
}

/** The grade table of one assignment. Pure. */
export function gradesPage(frame: Frame, grades: Grades, query: GradePageQuery): string {
  const { lang } = frame;
  const { assignment, lost, table } = grades;
  const at = `/assignments/${assignment.id}`;
  return layout(
    frame,
    `${WORDS.title[lang]}: ${assignment.title}`,
    html`<p class="row"><a href="${at}">${WORDS.assignment[lang]}</a><a href="${at}/statistics">${WORDS.statistics[lang]}</a><a href="/grades">${WORDS.every[lang]}</a></p>
${gradeSearch(`${at}/grades`, query, lang, lost)}
<div id="${TABLE}">${gradesPart(grades, query, lang)}</div>
${table.total > 0 && regradeForms(at, lang)}`,
    { wide: true },
  );
}

/** What changes with search, filter, order and page. */
export function gradesPart({ assignment, table, newest }: Grades, query: GradePageQuery, lang: Lang): Markup {
  const at = `/assignments/${assignment.id}`;
  const csv = (layout: string) =>
    `${at}/grades.csv?${new URLSearchParams([['for', layout], ...new URL(gradeAddress('x:', { ...query, page: 1 })).searchParams])}`;
  return html`<div hx-target:inherited="#${TABLE}" hx-swap:inherited="innerMorph">${kept(query)}
${table.grades.length === 0 ? nobody(at, table.total, query, lang) : html`${gradeCount(table, lang)}${rows(`${at}/grades`, at, table.grades, newest, query, lang)}`}
${gradePages(`${at}/grades`, query, table, lang)}
${table.total > 0 && gradeFiles({ spreadsheet: csv('spreadsheet'), moodle: csv('moodle'), canvas: csv('canvas') }, lang)}</div>`;
}

function rows(
  path: string,
  at: string,
  grades: readonly GradeView[],
  newest: Grades['newest'],
  query: GradePageQuery,
  lang: Lang,
): Markup {
  const head = (sort: string, title: string, first: 'asc' | 'desc' = 'desc') =>
    sortHead(path, query, { sort, title, first, number: sort !== 'name' && sort !== 'submitted' }, lang);
  return html`<div class="grade-scroll" id="rows-${query.page}" role="region" aria-label="${WORDS.title[lang]}" tabindex="0">
<table class="grades"><caption class="hidden">${WORDS.title[lang]}</caption>
<thead><tr>${head('name', WORDS.student[lang], 'asc')}<th scope="col">${WORDS.choose[lang]}</th>${head('score', WORDS.score[lang])}<th scope="col">${WORDS.late[lang]}</th>
${head('attempts', WORDS.attempts[lang])}<th scope="col">${WORDS.newest[lang]}</th>${head('submitted', WORDS.submitted[lang])}
<th scope="col" class="number">${WORDS.computed[lang]}</th><th scope="col" class="number">${WORDS.penalty[lang]}</th><th scope="col">${WORDS.reason[lang]}</th></tr></thead>
<tbody>${grades.map((grade) => row(at, grade, newest.get(grade.student.id) ?? null, lang))}</tbody></table></div>`;
}

function row(at: string, grade: GradeView, newest: NewestView | null, lang: Lang): Markup {
  const { student, computed, override, attempts, penalty, submittedAt, submission } = grade;
  return html`<tr>${studentCell(grade, `${at}/students/${student.id}`, lang)}
<td>${submission !== null && html`<input type="checkbox" id="choose-${student.id}" form="${REGRADE}" name="student" value="${student.id}" aria-label="${WORDS.choose[lang]} ${student.name}">`}</td>
<td class="number">${scoreMarks(grade, lang)}</td><td>${lateMark(grade, lang)}</td><td class="number">${attempts}</td>
<td>${newestState(newest, lang)}</td><td>${submittedAt === null ? '–' : moment(submittedAt, lang)}</td>
<td class="number">${computed === null ? '–' : points(computed, lang)}</td><td class="number">${penalty > 0 && `−${points(penalty, lang)}`}</td>
<td class="reason">${override && html`<span class="clamped" title="${override.reason}">${override.reason}</span> <span class="quiet">(${override.by})</span>`}</td></tr>
`;
}

/** Who is chosen is graded again by the current version; until somebody publishes it no grade changes. */
function regradeForms(at: string, lang: Lang): Markup {
  return html`<form id="${REGRADE}" class="row no-print" method="post" action="${at}/regrades"><input type="hidden" name="publish" value="preview"><input type="hidden" name="chosen" value="yes">
<div><label for="mode">${WORDS.chosen[lang]}</label><select id="mode" name="mode"><option value="judge">${WORDS.judge[lang]}</option><option value="run">${WORDS.run[lang]}</option></select></div>
<button class="second">${WORDS.preview[lang]}</button><a href="${at}/regrades">${WORDS.all[lang]}</a></form>`;
}

function nobody(at: string, total: number, query: GradePageQuery, lang: Lang): Markup {
  const asked = query.search !== undefined || query.only !== undefined || query.lost !== undefined || total > 0;
  return html`<div class="card"><p role="status">${asked ? WORDS.nobody[lang] : WORDS.empty[lang]}</p>
<p>${asked ? html`<a href="${at}/grades">${WORDS.everyone[lang]}</a>` : html`<a href="${at}/roster">${WORDS.roster[lang]}</a>`}</p></div>`;
}
