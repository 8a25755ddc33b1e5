import type { Grader } from '../../core/grader.ts';
import { WORDS } from '../../core/report/words.ts';
import { wrap } from '../formats/text/layout.ts';
import { diagnoses } from '../registry.ts';
import { pointsOf } from './facts.ts';
import type { Look } from './one.ts';
import { EXPLAIN } from './words.ts';

/** All graders with their points in the default assignment, and all diagnoses. */
export function listLines(graders: readonly Grader[], look: Look): string[] {
  const { lang, paint } = look;
  const groups = [...Map.groupBy(graders, ({ group }) => group)];
  const longest = Math.max(...[...graders, ...diagnoses].map(({ id }) => id.length));
  const line = (id: string, points: string, title: string) => entry(id.padEnd(longest), points, title, look);
  return [
    ...groups.flatMap(([group, members]) => [
      '',
      paint.bold(WORDS[lang].groups[group]),
      ...members.flatMap((grader) => line(grader.id, pointsOf(grader, lang), grader.title[lang])),
    ]),
    '',
    paint.bold(EXPLAIN[lang].diagnoses),
    ...diagnoses.flatMap(({ id, title }) => line(id, '', title[lang])),
  ];
}

/** A title that does not fit goes on below itself. */
function entry(id: string, points: string, title: string, { width }: Look): string[] {
  const start = points === '' ? `  ${id}  ` : `  ${id} ${points.padStart(4)}  `;
  const [first = '', ...rest] = wrap(title, Math.max(24, width - start.length));
  return [start + first, ...rest.map((more) => ' '.repeat(start.length) + more)].map((line) => line.trimEnd());
}
