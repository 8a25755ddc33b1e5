import { cumsum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Text } from '../../core/text.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { GraderStatistics } from '../../core/wire/statistics.ts';
import { html, type Markup } from '../html.ts';

type Name = Verdict['verdict'];

/** In the order of the bars: what earns everything first. */
export const VERDICTS: readonly Name[] = ['pass', 'partial', 'fail', 'blocked', 'error'];

export const VERDICT_WORDS: Record<Name, Text> = {
  pass: { en: 'passed', es: 'lo logró' },
  partial: { en: 'in part', es: 'en parte' },
  fail: { en: 'failed', es: 'falló' },
  blocked: { en: 'blocked by an earlier stage', es: 'bloqueado por una etapa anterior' },
  error: { en: 'a fault of ours', es: 'una falla nuestra' },
};

/** One bar in parts as wide as each verdict is frequent. The words beside it say the same: it is hidden from screen readers. */
export function passRate({ people, verdicts }: Pick<GraderStatistics, 'people' | 'verdicts'>): Markup {
  const x = scaleLinear()
    .domain([0, people || 1])
    .range([0, 100]);
  const ends = cumsum(VERDICTS, (verdict) => verdicts[verdict]);
  return html`<svg class="rate" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${VERDICTS.map(
    (verdict, index) => {
      const [from, to] = [x(ends[index - 1] ?? 0), x(ends[index] ?? 0)];
      return (
        to > from &&
        html`<rect class="v-${verdict}" x="${from.toFixed(2)}" width="${(to - from).toFixed(2)}" height="8"/>`
      );
    },
  )}</svg>`;
}
