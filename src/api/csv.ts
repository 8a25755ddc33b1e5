import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { cleanText } from '../core/report/clean.ts';
import type { GradeView } from '../core/wire/grades.ts';

/** Signs by which a spreadsheet takes a cell for a formula, also in their full-width form (threat RP-2). */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * Grades as a CSV file that spreadsheets open as it is: UTF-8 with its mark, lines that end with CRLF, every cell in quotes, and no cell of text that could run
 * as a formula: such a one gets an apostrophe before it.
 */
export function gradesCsv(rows: AsyncIterable<GradeView>): Readable {
  const lines = stringify({
    bom: true,
    header: true,
    quoted: true,
    record_delimiter: 'windows',
    cast: { string: harmless },
    columns: [
      'name',
      'email',
      'github',
      'score',
      'possible',
      'computed',
      'override',
      'override reason',
      'attempts',
      'late days',
      'penalty',
      'submission',
      'submitted at',
    ],
  });
  return Readable.from(rows).map(record).compose(lines) as unknown as Readable;
}

function record({ student, override, ...grade }: GradeView): (string | number | null)[] {
  return [
    student.name,
    student.email,
    student.github,
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
  ];
}

export function harmless(text: string): string {
  const clean = cleanText(text);
  return FORMULA.test(text) || FORMULA.test(clean) ? `'${clean}` : clean;
}
