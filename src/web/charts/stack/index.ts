import type { Evidence } from '../../../core/evidence/index.ts';
import type { Lang } from '../../../core/text.ts';
import { html, type Markup } from '../../html.ts';
import { prose } from '../../parts/prose.ts';
import { SAME_AS_TABLE } from '../../words.ts';
import { drawn } from './draw.ts';
import { fewer } from './fewer.ts';
import { stackGraph } from './graph.ts';
import { stackTable } from './table.ts';
import { LEGEND, MORE, WORDS } from './words.ts';

/** The stack as it ran: a picture (two, of which the style sheet shows the one that the screen has room for), what its lines mean, and the same as a table. Nothing where no service is known. */
export function stackChart(evidence: Evidence, lang: Lang): Markup {
  const graph = stackGraph(evidence);
  if (graph === null) return html``;
  const part = fewer(graph);
  const title = (graph.ran ? WORDS.ran : WORDS.written)[lang];
  const kinds = (['connection', 'depends', 'mount'] as const).filter((kind) =>
    part.edges.some((edge) => edge.kind === kind),
  );
  return html`<section class="drawing" aria-labelledby="title-stack">
<h2 id="title-stack">${title}</h2>
${!graph.ran && html`<p>${WORDS.notStarted[lang]}</p>`}
<div class="scroll" tabindex="0" role="group" aria-label="${title}">${drawn(part, 'upright', lang)}${drawn(part, 'flat', lang)}</div>
<ul class="stack-legend">${kinds.map((kind) => html`<li><svg class="stack" width="28" height="8" aria-hidden="true"><g class="edge ${kind}"><path d="M0,4 h28"/></g></svg> ${prose(LEGEND[kind][lang])}</li>`)}</ul>
${part.services.length < graph.services.length && html`<p>${MORE[lang](graph.services.length)}</p>`}
<details><summary>${SAME_AS_TABLE[lang]}</summary>${stackTable(graph, lang)}</details>
</section>`;
}
