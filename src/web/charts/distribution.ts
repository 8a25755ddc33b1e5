import { bin, max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';
import { points } from '../parts/points.ts';

/** Students with a score over `from` and up to `to`; the first step has those with nothing as well. So full marks are in the last step below a bonus. */
export interface Step {
  from: number;
  to: number;
  people: number;
}

const WORDS = {
  students: { en: 'students', es: 'estudiantes' },
  points: { en: 'points', es: 'puntos' },
} satisfies Record<string, Text>;

const STEPS = 10;
/** Less than any difference between two scores. */
const HAIR = 1e-6;
const SIZE = { width: 400, height: 200, left: 34, right: 18, top: 24, bottom: 32 };

/** Ten steps of the same width up to the possible points; more where somebody has a bonus. */
export function distribution(scores: readonly { score: number; people: number }[], possible: number): Step[] {
  const width = (possible || 1) / STEPS;
  const top = Math.max(possible, max(scores, ({ score }) => score) ?? 0);
  const steps = Math.max(STEPS, Math.ceil(top / width - 1e-9));
  const thresholds = Array.from({ length: steps }, (_, index) => round(index * width)).slice(1);
  const bins = bin<{ score: number; people: number }, number>()
    .value(({ score }) => Math.max(0, score - HAIR))
    .domain([0, round(steps * width)])
    .thresholds(thresholds)(scores);
  return bins.map((one) => ({
    from: one.x0 ?? 0,
    to: one.x1 ?? 0,
    people: one.reduce((sum, { people }) => sum + people, 0),
  }));
}

/** A histogram. The table beside it says the same, so the picture is hidden from screen readers. */
export function histogram(steps: readonly Step[], lang: Lang): Markup {
  const { width, height, left, right, top, bottom } = SIZE;
  const x = scaleBand<number>()
    .domain(steps.map(({ from }) => from))
    .range([left, width - right])
    .padding(0.12);
  const y = scaleLinear()
    .domain([0, max(steps, ({ people }) => people) || 1])
    .nice(4)
    .range([height - bottom, top]);
  const whole = y.ticks(4).filter(Number.isInteger);
  const ends = [...steps.map(({ from }) => from), steps.at(-1)?.to ?? 0];
  const edge = scaleLinear()
    .domain([ends[0] ?? 0, ends.at(-1) ?? 1])
    .range([left, width - right]);
  return html`<svg class="chart histogram" viewBox="0 0 ${width} ${height}" aria-hidden="true">
${whole.map((tick) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${fix(y(tick))}" y2="${fix(y(tick))}"/><text class="y" x="${left - 5}" y="${fix(y(tick) + 4)}">${tick.toLocaleString(lang)}</text>`)}
${steps.map(({ from, people }) => html`<rect class="column" x="${fix(x(from) ?? 0)}" width="${fix(x.bandwidth())}" y="${fix(y(people))}" height="${fix(y(0) - y(people))}" rx="2"/>`)}
${ends.filter((_, index) => index % 2 === 0).map((end) => html`<text class="x" x="${fix(edge(end))}" y="${height - bottom + 15}">${points(end, lang)}</text>`)}
<text class="axis" x="${left - 28}" y="11">${WORDS.students[lang]}</text>
<text class="axis end" x="${width - right}" y="${height - 3}">${WORDS.points[lang]}</text>
</svg>`;
}

function fix(value: number): string {
  return value.toFixed(1);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
