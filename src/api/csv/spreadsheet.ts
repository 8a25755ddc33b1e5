import type { Readable } from 'node:stream';
import type { Lang } from '../../core/text.ts';
import type { GradeView } from '../../core/wire/grades.ts';
import type { MatrixColumn, MatrixRowView } from '../../core/wire/matrix.ts';
import { type Cell, csvFile, type Format, SPREADSHEET, SPREADSHEET_COMMA } from '../csv.ts';

const FORMATS: Record<Lang, Format> = { en: SPREADSHEET, es: SPREADSHEET_COMMA };

const PERSON: Record<Lang, string[]> = { en: ['name', 'email', 'github'], es: ['nombre', 'correo', 'github'] };
const COLUMNS: Record<Lang, string[]> = {
  en: [
    ...['score', 'possible', 'computed', 'override', 'override reason', 'attempts', 'late days', 'penalty'],
    ...['submission', 'submitted at', 'roster'],
  ],
  es: [
    ...['puntos', 'de', 'calculado', 'a mano', 'motivo', 'intentos', 'días tarde', 'descuento'],
    ...['entrega', 'entregado', 'lista'],
  ],
};
const MATRIX: Record<Lang, { total: string; possible: string; of: string }> = {
  en: { total: 'total', possible: 'possible', of: 'of' },
  es: { total: 'total', possible: 'posible', of: 'de' },
};
const ROSTER: Record<Lang, { on: string; left: string }> = {
  en: { on: 'on', left: 'left' },
  es: { on: 'está', left: 'salió' },
};

/** Everything about the grades of one assignment. In Spanish with semicolons and decimal commas, as Excel expects it there. */
export function gradesCsv(rows: AsyncIterable<GradeView>, lang: Lang = 'en'): Readable {
  return csvFile(rows, (grade) => gradeRecord(grade, lang), [[...PERSON[lang], ...COLUMNS[lang]]], FORMATS[lang]);
}

/** Students × assignments: of each the score that counts and what it is out of. */
export function matrixCsv(
  { assignments, rows }: { assignments: readonly MatrixColumn[]; rows: AsyncIterable<MatrixRowView> },
  lang: Lang,
): Readable {
  const { total, possible, of } = MATRIX[lang];
  const columns = assignments.flatMap(({ id }) => [id, `${id} ${of}`]);
  const head = [...PERSON[lang], ...columns, total, possible, COLUMNS[lang].at(-1) ?? ''];
  return csvFile(
    rows,
    ({ student, grades, earned, possible: points, enrolled }) => [
      ...personCells(student),
      ...assignments.flatMap(({ id }) => {
        const grade = grades.get(id);
        return [grade?.score ?? null, grade?.possible ?? null];
      }),
      earned,
      points,
      ROSTER[lang][enrolled ? 'on' : 'left'],
    ],
    [head],
    FORMATS[lang],
  );
}

function personCells({ name, email, github }: GradeView['student']): Cell[] {
  return [name, email, github];
}

function gradeRecord({ student, override, enrolled, ...grade }: GradeView, lang: Lang): Cell[] {
  return [
    ...personCells(student),
    grade.score,
    grade.possible,
    grade.computed,
    override?.score ?? null,
    override?.reason ?? null,
    grade.attempts,
    grade.lateDays,
    grade.penalty,
    grade.submission,
    grade.submittedAt,
    ROSTER[lang][enrolled ? 'on' : 'left'],
  ];
}
