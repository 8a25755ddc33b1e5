import type { Readable } from 'node:stream';
import type { Lang } from '../../core/text.ts';
import type { GradeView } from '../../core/wire/grades.ts';
import { type Cell, csvFile, PLAIN } from '../csv.ts';

const WORDS = {
  attempt: { en: 'Attempts', es: 'Intentos' },
  late: { en: 'days late', es: 'días tarde' },
  byHand: { en: 'Set by hand', es: 'Puesto a mano' },
} satisfies Record<string, Record<Lang, string>>;

/** A lone hyphen is no formula. */
const NONE: Cell = { exactly: '-' };

/**
 * What Moodle imports under Grades, Import, CSV file (docs.moodle.org, "Grade import", and `grade/import/csv/classes/load_data.php` of Moodle): each column is mapped
 * by hand; the student is found by the address as it is written; `-` is no grade, also for a new grade item; grades have a decimal point in every language.
 * Feedback stands in the same file as the grade, for Moodle loses the one that is not imported with the other. A single address that Moodle does not know ends
 * the whole import, so who left the roster is not in it.
 * @param url address of the service, to which the feedback leads
 */
export function moodleCsv(
  rows: AsyncIterable<GradeView>,
  { title, url, lang }: { title: string; url: string; lang: Lang },
): Readable {
  const head = ['Email address', 'Full name', title, `${title} (Feedback)`];
  return csvFile(
    enrolled(rows),
    (grade) => [
      { exactly: grade.student.email },
      oneLine(grade.student.name),
      grade.score ?? NONE,
      oneLine(feedback(grade, url, lang)),
    ],
    [head],
    PLAIN,
  );
}

/** Those whom the gradebook of a course knows. */
export async function* enrolled(rows: AsyncIterable<GradeView>): AsyncGenerator<GradeView> {
  for await (const row of rows) if (row.enrolled) yield row;
}

/** An importer that goes by lines is not to be led astray. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function feedback({ attempts, lateDays, penalty, override, submission }: GradeView, url: string, lang: Lang): string {
  const parts = [
    attempts > 0 && `${WORDS.attempt[lang]}: ${attempts}`,
    lateDays > 0 && `${lateDays} ${WORDS.late[lang]} (−${penalty})`,
    override !== null && `${WORDS.byHand[lang]}: ${override.reason}`,
    submission !== null && `${url}/submissions/${submission}`,
  ];
  return parts.filter((part) => part !== false).join('; ');
}
