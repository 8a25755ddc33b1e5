import type { Grades } from '../../store/contract/grades.ts';
import { gradeRows } from '../grades/rows.ts';

/** Of these submissions those that count for somebody's grade now. */
export async function countingSubmissions<Item extends { submission: string }>(
  grades: Grades,
  assignment: string,
  items: readonly Item[],
): Promise<Item[]> {
  const counting = new Set<string | null>();
  for await (const { submission } of gradeRows(grades, assignment)) counting.add(submission);
  return items.filter(({ submission }) => counting.has(submission));
}
