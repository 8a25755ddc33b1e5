import { GROUPS, type Group } from '../../core/grader.ts';
import { WORDS } from '../../core/report/words.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentView } from '../../core/wire/assignment.ts';
import { html, type Markup } from '../html.ts';
import { points } from './points.ts';
import { prose } from './prose.ts';

const POINTS: Text = { en: 'points', es: 'puntos' };

type Line = AssignmentView['rubric'][number];

/** What is asked, group by group, with the points of each line; what is only advice is folded below. */
export function rubricByGroup(rubric: readonly Line[], lang: Lang): Markup {
  const counting = rubric.filter((line) => line.points > 0);
  const advice = rubric.filter((line) => line.points === 0);
  const groups = GROUPS.map((group) => ({ group, lines: counting.filter((line) => line.group === group) }));
  return html`${groups.filter(({ lines }) => lines.length > 0).map(({ group, lines }) => groupOf(group, lines, lang))}
${advice.length > 0 && html`<details class="asked"><summary>${WORDS[lang].advice} (${advice.length})</summary><ul>${advice.map(({ title }) => html`<li>${prose(title)}</li>`)}</ul></details>`}`;
}

function groupOf(group: Group, lines: readonly Line[], lang: Lang): Markup {
  const sum = lines.reduce((total, line) => total + line.points, 0);
  return html`<section class="asked"><h3>${WORDS[lang].groups[group]} <span class="quiet">${points(sum, lang)} ${POINTS[lang]}</span></h3>
<ul>${lines.map((line) => html`<li><span>${prose(line.title)}</span> <span class="worth">${points(line.points, lang)}</span></li>`)}</ul></section>`;
}
