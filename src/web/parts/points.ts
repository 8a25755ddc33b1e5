import type { Lang } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

/** Points as people of the language write them, with at most two decimals. */
export function points(value: number, lang: Lang): string {
  return value.toLocaleString(lang, { maximumFractionDigits: 2 });
}

/** `78.5 / 100`. */
export function scoreText({ earned, possible }: { earned: number; possible: number }, lang: Lang): string {
  return `${points(earned, lang)} / ${points(possible, lang)}`;
}

/** A bar beside the numbers, which say the same: it is hidden from screen readers. */
export function scoreBar({ earned, possible }: { earned: number; possible: number }): Markup {
  const part = possible > 0 ? Math.min(1, earned / possible) : 0;
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="${part >= 0.995 ? 'full' : part >= 0.6 ? 'most' : 'little'}" width="${(part * 100).toFixed(1)}" height="6"/></svg>`;
}
