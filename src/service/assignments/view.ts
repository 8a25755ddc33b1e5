import type { Assignment } from '../../core/assignment/schema.ts';
import type { Grader } from '../../core/grader.ts';
import { lateness } from '../../core/grades.ts';
import type { Lang } from '../../core/text.ts';
import type { AssignmentItem, AssignmentView } from '../../core/wire/assignment.ts';
import type { AssignmentVersion } from '../../store/contract/assignments.ts';

/** An assignment as lists show it. `used`: attempts that the viewer has spent; `now`: ISO 8601. */
export function itemView(
  { assignment, number, publishedAt }: AssignmentVersion,
  { used, lang, now, graders }: { used: number; lang: Lang; now: string; graders: readonly Grader[] },
): AssignmentItem {
  const { id, title, digest, due, late, attempts } = assignment;
  return {
    id,
    title: title[lang],
    digest,
    version: number,
    points: possiblePoints(assignment, graders),
    due: due ?? null,
    late: late ?? null,
    open: lateness(assignment, now) !== null,
    attempts: { used, limit: attempts?.limit ?? null, count: attempts?.count ?? 'best' },
    publishedAt,
  };
}

/** What is asked and for how many points, in the order of the report. What the file holds besides, such as expected answers, is not in it. */
export function rubricView({ rubric }: Assignment, graders: readonly Grader[], lang: Lang): AssignmentView['rubric'] {
  return graders.flatMap(({ id, title, group }) => {
    const points = rubric[id];
    return points === undefined ? [] : [{ grader: id, title: title[lang], group, points }];
  });
}

/** Sum of the rubric, rounded to a hundredth of a point as scores are. */
export function possiblePoints({ rubric }: Assignment, graders: readonly Grader[]): number {
  const sum = graders.reduce((total, { id }) => total + (rubric[id] ?? 0), 0);
  return Math.round(sum * 100) / 100;
}
