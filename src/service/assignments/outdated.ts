import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentVersion } from '../../store/contract/assignments.ts';
import type { Store } from '../../store/store.ts';
import { gradeRows } from '../grades/rows.ts';

/** What a teacher may want to do after publishing: grades stand as they are until somebody says otherwise. */
export async function outdatedWarnings(store: Store, version: AssignmentVersion, lang: Lang): Promise<string[]> {
  const outdated = await outdatedGrades(store, version);
  return outdated === 0 ? [] : [warning(outdated, version.assignment.id)[lang]];
}

/** How many grades count by another version. */
export async function outdatedGrades(store: Store, { assignment }: AssignmentVersion): Promise<number> {
  const { id, digest } = assignment;
  const counting = new Set<string>();
  for await (const { submission } of gradeRows(store.grades, id)) if (submission !== null) counting.add(submission);
  const attempts = await store.grades.attempts(id);
  return attempts.filter((attempt) => counting.has(attempt.submission) && attempt.digest !== digest).length;
}

function warning(grades: number, id: string): Text {
  const call = `POST {"judgeOnly": true, "preview": true} /api/assignments/${id}/regrades`;
  const one = grades === 1;
  return {
    en:
      `${one ? '1 grade was' : `${grades} grades were`} made by another version of this assignment and ${one ? 'stays as it is' : 'stay as they are'}. ` +
      `To see who would gain and who would lose by this one: ${call}. Then publish or discard what it shows.`,
    es:
      `${one ? '1 nota se hizo' : `${grades} notas se hicieron`} con otra versión de esta consigna y ${one ? 'queda como está' : 'quedan como están'}. ` +
      `Para ver quién ganaría y quién perdería con esta: ${call}. Después, publica o descarta lo que muestra.`,
  };
}
