import { suppliedFiles } from '../../core/report/parts.ts';
import type { Report } from '../../core/report/schema.ts';
import { WORDS as SHARED } from '../../core/report/words.ts';
import { html, type Markup } from '../html.ts';
import { notice } from '../parts/notice.ts';
import { prose } from '../parts/prose.ts';
import type { Look } from './line.ts';
import { place } from './place.ts';
import { SAID } from './words.ts';

/** Why the Compose file may not run: each reason with its place and its rule. */
export function refusals({ refusals: all, results, outcome }: Report, { lang, source }: Look): Markup | false {
  if (all.length === 0) return false;
  const waiting = results.filter(({ points }) => points.possible > 0).length;
  return notice(
    'bad',
    html`<h2>${SHARED[lang].refused}</h2>
<ul>${all.map(({ message, where, rule }) => html`<li>${prose(message)} ${place(source, where)} <span class="quiet">· <code>${rule}</code></span></li>`)}</ul>
${outcome === 'refused' && html`<p>${SAID[lang].refused(waiting)}</p>`}`,
  );
}

/** What was changed in the Compose file, or put beside it, so that it may run. What was done in several places is said once. */
export function notes(report: Report, { lang, source }: Look): Markup | false {
  const supplied = suppliedFiles(report, lang);
  const alike = [...Map.groupBy(report.notes, ({ action, message }) => `${action} ${message}`).values()];
  if (supplied.length + alike.length === 0) return false;
  return html`<details class="notes"><summary><h2>${SHARED[lang].notes}</h2></summary><ul>
${supplied.map(({ message, where }) => html`<li>${prose(message)} ${place(source, where)}</li>`)}
${alike.map((same) => same.slice(0, 1).map(({ action, message }) => html`<li>${SHARED[lang].actions[action]}: ${prose(message)} ${same.map(({ where }) => html`${place(source, where)} `)}</li>`))}
</ul></details>`;
}
