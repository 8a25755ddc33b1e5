import { scaleUtc } from 'd3-scale';
import { STAGE_TITLES } from '../../../core/stages.ts';
import type { Lang } from '../../../core/text.ts';
import { html, type Markup } from '../../html.ts';
import { duration } from '../../parts/time.ts';
import { short } from '../short.ts';
import type { Part, Row, Timeline } from './rows.ts';
import { DESCRIPTION, WORDS } from './words.ts';

const HEIGHT = { axis: 24, row: 38, part: 20 };
const TICKS = 4;

/** A bar for each stage along the time. Its width is that of the page, in percent, so that words keep their size on any screen. */
export function drawn({ rows, total }: Timeline, lang: Lang): Markup {
  const scale = scaleUtc([0, Math.max(total, 0.1) * 1000], [0, 100]);
  const at = (seconds: number) => Math.round(Number(scale(seconds * 1000)) * 100) / 100;
  const heights = rows.map(({ parts }) => HEIGHT.row + parts.length * HEIGHT.part);
  const height = HEIGHT.axis + heights.reduce((sum, one) => sum + one, 0);
  let y = HEIGHT.axis;
  return html`<svg class="timeline" width="100%" height="${height}" role="img" aria-labelledby="timeline-name timeline-description">
<title id="timeline-name">${WORDS.title[lang]}</title>
<desc id="timeline-description">${DESCRIPTION[lang](rows.length, duration(total, lang))}</desc>
<defs><pattern id="timeline-failed" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="bad" width="8" height="8"/><rect class="stripe" width="3" height="8"/></pattern></defs>
${scale.ticks(TICKS).map((tick) => axis(Number(tick) / 1000, at(Number(tick) / 1000), height, lang))}
${rows.map((row, index) => {
  const top = y;
  y += heights[index] ?? 0;
  return drawnRow(row, top, at, lang);
})}
</svg>`;
}

function axis(seconds: number, x: number, height: number, lang: Lang): Markup {
  const anchor = x < 4 ? 'start' : x > 92 ? 'end' : 'middle';
  return html`<line class="grid" x1="${x}%" x2="${x}%" y1="${HEIGHT.axis - 6}" y2="${height}"/><text class="tick" x="${x}%" y="12" text-anchor="${anchor}">${duration(seconds, lang)}</text>`;
}

function drawnRow(
  { stage, failed, from, seconds, parts }: Row,
  top: number,
  at: (seconds: number) => number,
  lang: Lang,
): Markup {
  const title = `${STAGE_TITLES[stage][lang]} · ${duration(seconds, lang)}${failed ? ` · ${WORDS.failed[lang]}` : ''}`;
  const wide = `${Math.max(0.4, at(seconds))}%`;
  return html`<g>${label('name', title, from, seconds, top + 16, at)}<rect class="stage" x="${at(from)}%" y="${top + 21}" width="${wide}" height="12" rx="3"${failed && html` fill="url(#timeline-failed)"`}/>
${parts.map((part, index) => drawnPart(part, from, top + HEIGHT.row + index * HEIGHT.part, at, lang))}</g>`;
}

function drawnPart(
  { name, seconds }: Part,
  from: number,
  top: number,
  at: (seconds: number) => number,
  lang: Lang,
): Markup {
  return html`${label('part', `${short(name, 22)} ${duration(seconds, lang)}`, from, seconds, top + 10, at)}<rect class="thin" x="${at(from)}%" y="${top + 13}" width="${Math.max(0.4, at(seconds))}%" height="4" rx="2"/>`;
}

/** Words above their bar: from its beginning, or up to its end where they would not fit before the edge. */
function label(
  kind: string,
  words: string,
  from: number,
  seconds: number,
  y: number,
  at: (seconds: number) => number,
): Markup {
  const left = at(from);
  if (left <= 50) return html`<text class="${kind}" x="${left}%" y="${y}">${words}</text>`;
  return html`<text class="${kind}" x="${Math.min(100, at(from + seconds))}%" y="${y}" text-anchor="end">${words}</text>`;
}
