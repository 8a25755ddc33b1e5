import type { Grader } from '../../core/grader.ts';
import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang } from '../../core/text.ts';

/** Which stages and drills the facts of a grader come from, in words. */
export function sourcesOf({ needs, drills = [] }: Pick<Grader, 'needs' | 'drills'>, lang: Lang): string {
  const stages = needs.map((stage) => {
    const made = drills.filter((drill) => (drill === 'cold-start' ? 'persistence' : 'drills') === stage);
    return `${STAGE_TITLES[stage][lang]}${made.length > 0 ? ` (${made.join(', ')})` : ''}`;
  });
  return stages.join(', ');
}
