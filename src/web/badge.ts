import type { Lang, Text } from '../core/text.ts';
import type { BadgeView } from '../core/wire/submission.ts';
import { html } from './html.ts';
import { scoreText } from './parts/points.ts';

const GRADING: Text = { en: 'grading…', es: 'calificando…' };
const NONE: Text = { en: 'no grade', es: 'sin nota' };
const NAME = 'dockgrade';
/** It stands on pages of others, light or dark: each has white letters on it that can be read. */
const COLOURS = { name: '#24303f', full: '#12703a', most: '#0b5cad', little: '#8a5a00', none: '#526071' };
/** Widths in pixels, at 11 pixels: what a browser has for its font is pressed or drawn out to them. */
const LETTER = 6.4;
const EDGE = 7;
const HEIGHT = 20;

/** A badge as an SVG of its own: no script, no style, nothing from elsewhere. */
export function badgeSvg(badge: BadgeView, lang: Lang): string {
  const words = wordsOf(badge, lang);
  const [left, right] = [widthOf(NAME), widthOf(words)];
  const width = left + right;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${NAME}: ${words}" lang="${lang}"><title>${NAME}: ${words}</title><clipPath id="r"><rect width="${width}" height="${HEIGHT}" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="${HEIGHT}" fill="${COLOURS.name}"/><rect x="${left}" width="${right}" height="${HEIGHT}" fill="${colourOf(badge)}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">${text(NAME, 0)}${text(words, left)}</g></svg>`
    .text;
}

function text(words: string, from: number) {
  return html`<text x="${from + EDGE}" y="14" textLength="${widthOf(words) - 2 * EDGE}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
}

function widthOf(words: string): number {
  return Math.round(words.length * LETTER) + 2 * EDGE;
}

function wordsOf(badge: BadgeView, lang: Lang): string {
  if (badge.state === 'graded') return scoreText(badge, lang);
  return (badge.state === 'grading' ? GRADING : NONE)[lang];
}

function colourOf(badge: BadgeView): string {
  if (badge.state !== 'graded' || badge.possible <= 0) return COLOURS.none;
  const part = badge.earned / badge.possible;
  return part >= 0.995 ? COLOURS.full : part >= 0.6 ? COLOURS.most : COLOURS.little;
}
