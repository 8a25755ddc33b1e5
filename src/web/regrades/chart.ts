import { bin, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Lang } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';
import { points } from '../parts/points.ts';
import { SAME_AS_TABLE } from '../words.ts';
import { WORDS } from './words.ts';

const WIDTH = 400;
const HEIGHT = 170;
const FOOT = 34;
const HEAD = 16;
const BINS = 12;

interface Bar {
  from: number;
  to: number;
  count: number;
}

/** How many students gain or lose how much, as bars and as a table. `differences`: none of them zero, at least one. */
export function differenceChart(differences: readonly number[], lang: Lang): Markup {
  const bars = barsOf(differences);
  const [first, last] = [bars[0]?.from ?? 0, bars.at(-1)?.to ?? 0];
  const x = scaleLinear()
    .domain([first, last])
    .range([2, WIDTH - 2]);
  const y = scaleLinear()
    .domain([0, max(bars, ({ count }) => count) ?? 1])
    .range([HEIGHT - FOOT, HEAD]);
  const label = bars
    .filter(({ count }) => count > 0)
    .map((bar) => `${rangeText(bar, lang)}: ${bar.count}`)
    .join('; ');
  return html`<figure class="differences">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${WORDS.points[lang]}. ${label}">
<line class="axis" x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"/>
${bars.map(({ from, to, count }) =>
  count === 0
    ? null
    : html`<rect class="${to <= 0 ? 'loss' : 'gain'}" x="${fixed(x(from) + 1)}" width="${fixed(x(to) - x(from) - 2)}" y="${fixed(y(count))}" height="${fixed(HEIGHT - FOOT - y(count))}"/>
<text class="count" x="${fixed(x((from + to) / 2))}" y="${fixed(y(count) - 4)}">${count}</text>`,
)}
${x
  .ticks(6)
  .filter((tick) => tick >= first && tick <= last)
  .map(
    (tick) =>
      html`<text class="tick" x="${fixed(inside(x(tick)))}" y="${HEIGHT - FOOT + 14}">${signed(tick, lang)}</text>`,
  )}
<text class="tick" x="${WIDTH / 2}" y="${HEIGHT - 4}">${WORDS.points[lang]}</text>
</svg>
<details><summary>${SAME_AS_TABLE[lang]}</summary>
<table><thead><tr><th>${WORDS.points[lang]}</th><th class="number">${WORDS.students[lang]}</th></tr></thead>
<tbody>${bars.filter(({ count }) => count > 0).map((bar) => html`<tr><td>${rangeText(bar, lang)}</td><td class="number">${bar.count}</td></tr>`)}</tbody></table>
</details>
</figure>`;
}

/** Equal steps with round edges, one of them at zero: what is lost and what is gained never share a bar. */
function barsOf(differences: readonly number[]): Bar[] {
  const scale = scaleLinear().domain(edges(differences)).nice(BINS);
  const [low = 0, high = 0] = scale.domain();
  // A threshold at the end would make a bar of its own there, without width.
  const thresholds = scale.ticks(BINS).filter((tick) => tick > low && tick < high);
  return bin()
    .domain([low, high])
    .thresholds(thresholds)([...differences])
    .map((values) => ({ from: values.x0 ?? low, to: values.x1 ?? high, count: values.length }));
}

/** Lowest and highest, and zero among them: a class of ten thousand is too much for the arguments of one call. */
function edges(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 0]);
}

function rangeText({ from, to }: Bar, lang: Lang): string {
  return `${signed(from, lang)} ${WORDS.to[lang]} ${signed(to, lang)}`;
}

/** With its sign, and a minus that is as wide as the plus. */
export function signed(value: number, lang: Lang): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return sign + points(Math.abs(value), lang);
}

function inside(x: number): number {
  return Math.min(WIDTH - 14, Math.max(14, x));
}

function fixed(value: number): string {
  return value.toFixed(1);
}
