import type { AssignmentVersion } from '../../store/contract/assignments.ts';
import type { Store } from '../../store/store.ts';
import { gradeRows } from '../grades/rows.ts';

/** What a teacher may want to do after publishing: grades stand as they are until somebody says otherwise. */
export async function outdatedWarnings(store: Store, { assignment }: AssignmentVersion): Promise<string[]> {
  const { id, digest } = assignment;
  const counting = new Set<string>();
  for await (const { submission } of gradeRows(store.grades, id)) if (submission !== null) counting.add(submission);
  const outdated = (await store.grades.attempts(id)).filter(
    (attempt) => counting.has(attempt.submission) && attempt.digest !== digest,
  ).length;
  if (outdated === 0) return [];
  const which = outdated === 1 ? '1 grade was' : `${outdated} grades were`;
  return [
    `${which} made by another version of this assignment and stay as they are. To see who would gain and who would lose by this one, ` +
      `POST {"judgeOnly": true, "preview": true} to /api/assignments/${id}/regrades, then publish or discard it.`,
  ];
}
