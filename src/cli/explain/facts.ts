import type { Grader } from '../../core/grader.ts';
import { number } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';
import { defaultRubric } from '../registry.ts';
import { sourcesOf } from './sources.ts';
import { EXPLAIN } from './words.ts';

/** Lesson, points of the default assignment, and where the facts of a grader come from. */
export function factsOf(grader: Grader, lang: Lang): string {
  const { lesson, points, facts } = EXPLAIN[lang];
  const parts = [`${pointsOf(grader, lang)} ${points}`, `${facts} ${sourcesOf(grader, lang)}`];
  return (grader.lesson === '' ? parts : [`${lesson} ${grader.lesson}`, ...parts]).join(' · ');
}

export function pointsOf({ id }: Pick<Grader, 'id'>, lang: Lang): string {
  return number(defaultRubric[id] ?? 0, lang);
}
