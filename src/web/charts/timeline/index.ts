import type { Report } from '../../../core/report/schema.ts';
import { STAGE_TITLES } from '../../../core/stages.ts';
import type { Lang } from '../../../core/text.ts';
import { html, type Markup } from '../../html.ts';
import { prose } from '../../parts/prose.ts';
import { duration } from '../../parts/time.ts';
import { SAME_AS_TABLE } from '../../words.ts';
import { drawn } from './draw.ts';
import { type Timeline, timeline } from './rows.ts';
import { WORDS } from './words.ts';

/** When each stage ran and how it ended: a chart, what was skipped, and the same as a table. Nothing where no stage ran. */
export function timelineChart(report: Pick<Report, 'stages' | 'evidence'>, lang: Lang): Markup {
  const line = timeline(report, lang);
  if (line.rows.length === 0) return html``;
  const skipped = line.skipped.map(({ stage }) => STAGE_TITLES[stage][lang]).join(', ');
  return html`<section class="drawing" aria-labelledby="title-timeline">
<h2 id="title-timeline">${WORDS.title[lang]}</h2>
${drawn(line, lang)}
${skipped !== '' && html`<p>${WORDS.skipped[lang]}: ${skipped}.</p>`}
${line.rows.some(({ parts }) => parts.length > 0) && html`<p class="quiet hint">${WORDS.thin[lang]}</p>`}
<details><summary>${SAME_AS_TABLE[lang]}</summary>${table(line, lang)}</details>
</section>`;
}

function table({ rows, skipped }: Timeline, lang: Lang): Markup {
  const heads = [WORDS.stage, WORDS.outcome, WORDS.began, WORDS.took, WORDS.detail];
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${SAME_AS_TABLE[lang]}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head[lang]}</th>`)}</tr></thead><tbody>
${rows.map(
  ({ stage, failed, from, seconds, detail, parts }) => html`<tr><th scope="row">${STAGE_TITLES[stage][lang]}</th>
<td>${(failed ? WORDS.failed : WORDS.ran)[lang]}</td><td>${duration(from, lang)}</td><td>${duration(seconds, lang)}</td>
<td>${prose(detail)}${parts.length > 0 && html`<ul class="plain">${parts.map((part) => html`<li>${part.name} ${duration(part.seconds, lang)}</li>`)}</ul>`}</td></tr>`,
)}
${skipped.map(({ stage, detail }) => html`<tr><th scope="row">${STAGE_TITLES[stage][lang]}</th><td>${WORDS.skippedOne[lang]}</td><td>–</td><td>–</td><td>${prose(detail)}</td></tr>`)}
</tbody></table></div>`;
}
