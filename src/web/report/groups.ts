import { adviceOf, type GroupPart, groupsOf } from '../../core/report/parts.ts';
import type { Report, ReportResult } from '../../core/report/schema.ts';
import { WORDS as SHARED } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';
import { scoreBar, scoreText } from '../parts/points.ts';
import { prose } from '../parts/prose.ts';
import { closedLine, type Look, openLine } from './line.ts';
import { SAID, WORDS } from './words.ts';

/** All groups at a glance: points and a bar each, and the way to their lines. */
export function groupBars(report: Report, { lang }: Look): Markup | false {
  const parts = groupsOf(report, lang);
  return (
    parts.length > 0 &&
    html`<nav class="groups" aria-label="${WORDS.groups[lang]}"><ul>${parts.map(
      ({
        group,
        score,
      }) => html`<li><a href="#group-${group}">${SHARED[lang].groups[group]}</a> <span class="points">${scoreText(score, lang)}</span>
${scoreBar(score)}</li>`,
    )}</ul></nav>`
  );
}

/** The lines, group by group: what lost points is open, what passed is folded, what was not looked at stands under the cause that it shares. */
export function groups(report: Report, look: Look): Markup {
  return html`${groupsOf(report, look.lang).map((part) => section(part, report, look))}
${advice(report, look)}`;
}

/** The lines that stand open, in the order of the page. */
export function openLines(report: Report, lang: Lang): ReportResult[] {
  return [...groupsOf(report, lang).flatMap(({ seen }) => seen.filter(isOpen)), ...adviceOf(report)];
}

function isOpen({ verdict }: ReportResult): boolean {
  return verdict !== 'pass';
}

function section({ group, score, seen, blocked }: GroupPart, { outcome }: Report, look: Look): Markup {
  const { lang } = look;
  const open = seen.filter(isOpen);
  const passed = seen.filter(({ verdict }) => verdict === 'pass');
  return html`<section class="group" id="group-${group}" aria-labelledby="title-${group}">
<h2 id="title-${group}">${SHARED[lang].groups[group]} <span class="points">${scoreText(score, lang)}</span></h2>
${open.map((line) => openLine(line, look))}
${blocked.map(
  ({ cause, results }) => html`${outcome !== 'refused' && html`<p class="because">${prose(cause)}</p>`}
${folded(SAID[lang].notLookedAt(results.length), results, look)}`,
)}
${passed.length > 0 && folded(SAID[lang].passed(passed.length), passed, look)}
</section>`;
}

function folded(summary: string, lines: readonly ReportResult[], look: Look): Markup {
  return html`<details class="folded"><summary>${summary}</summary>
<ul class="report-lines">${lines.map((line) => closedLine(line, look))}</ul></details>`;
}

/** What costs no points and is worth mending all the same; and, folded, what passed without any. */
function advice(report: Report, look: Look): Markup {
  const lines = adviceOf(report);
  const passed = report.results.filter(({ points, verdict }) => points.possible === 0 && verdict === 'pass');
  if (lines.length + passed.length === 0) return html``;
  return html`<section class="group" id="group-advice" aria-labelledby="title-advice">
<h2 id="title-advice">${SHARED[look.lang].advice}</h2>
${lines.map((line) => openLine(line, look))}
${passed.length > 0 && folded(SAID[look.lang].passed(passed.length), passed, look)}
</section>`;
}
