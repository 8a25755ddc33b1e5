import type { Readable } from 'node:stream';
import type { GradeView } from '../../core/wire/grades.ts';
import { csvFile, PLAIN } from '../csv.ts';
import { enrolled, oneLine } from './moodle.ts';

const POINTS = 'Points Possible';

/**
 * What Canvas imports into its gradebook (community.canvaslms.com, "How do I import grades in the Gradebook?", and `lib/gradebook_importer.rb` of canvas-lms): these
 * five columns in this order, then assignments by their titles; below the head one row with the points. A student is found by the Canvas id, which is not known
 * here, by the SIS ids, which may be the address, or by the name. No mark before the first cell: Ruby's reader takes it for a quote in the wrong place.
 * Who left the roster is not in it, as in the file for Moodle.
 */
export function canvasCsv(
  rows: AsyncIterable<GradeView>,
  { title, possible }: { title: string; possible: number },
): Readable {
  return csvFile(
    enrolled(rows),
    ({ student, score }) => [
      // Whoever was called so would change the points of the assignment.
      oneLine(student.name).replaceAll(POINTS, POINTS.toLowerCase()),
      null,
      null,
      { exactly: student.email },
      null,
      score,
    ],
    [
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', oneLine(title)],
      [`    ${POINTS}`, null, null, null, null, possible],
    ],
    PLAIN,
  );
}
