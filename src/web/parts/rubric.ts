import { GROUPS, type Group } from '../../core/grader.ts';
import { WORDS } from '../../core/report/words.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentView } from '../../core/wire/assignment.ts';
import { html, type Markup } from '../html.ts';
import { points } from './points.ts';
import { prose } from './prose.ts';

const POINTS: Text = { en: 'points', es: 'puntos' };

type Line = AssignmentView['rubric'][number];

/** What is asked, group by group, with the points of each line. */
export function rubricByGroup(rubric: readonly Line[], lang: Lang): Markup {
  const groups = GROUPS.map((group) => ({ group, lines: rubric.filter((line) => line.group === group) }));
  return html`${groups.filter(({ lines }) => lines.length > 0).map(({ group, lines }) => groupOf(group, lines, lang))}`;
}

function groupOf(group: Group, lines: readonly Line[], lang: Lang): Markup {
  const sum = lines.reduce((total, line) => total + line.points, 0);
  return html`<section class="asked"><h3>${WORDS[lang].groups[group]} <span class="quiet">${points(sum, lang)} ${POINTS[lang]}</span></h3>
<ul>${lines.map((line) => html`<li><span>${prose(line.title)}</span> <span class="worth">${points(line.points, lang)}</span></li>`)}</ul></section>`;
}
