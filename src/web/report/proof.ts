import type { ReportResult } from '../../core/report/schema.ts';
import type { Lang } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';
import { points } from '../parts/points.ts';
import { SAID, WORDS } from './words.ts';

type Proof = ReportResult['evidence'][number];

/** What one proof may take of a page, and all of them together: a page stays small however much a submission writes. Characters. */
const MOST = { one: 4000, all: 80_000, least: 300 };

/** Characters that each of so many proofs may have on one page. */
export function room(proofs: number): number {
  return Math.max(MOST.least, Math.min(MOST.one, Math.floor(MOST.all / Math.max(1, proofs))));
}

/** A piece of evidence that unfolds: request and answer, a log with its own scrolling, or lines as they were found. */
export function proof({ kind, title, text }: Proof, most: number, lang: Lang): Markup {
  const shown = shortened(text, most, lang);
  return html`<details class="proof"><summary>${shortened(title, MOST.least, lang)}</summary>
${kind === 'http' ? exchange(shown, lang) : lines(shown, title, kind === 'log')}</details>`;
}

/** The beginning and, more of it, the end: that is where a log says what went wrong. In between stands how much was left out. */
export function shortened(text: string, most: number, lang: Lang): string {
  if (text.length <= most) return text;
  const head = Math.floor(most * 0.4);
  const tail = most - head;
  return `${text.slice(0, head)}\n${SAID[lang].cut(points(text.length - most, lang))}\n${text.slice(-tail)}`;
}

/** What was asked stands above the first line that begins with an arrow, the answer's status on it, its body below. */
function exchange(text: string, lang: Lang): Markup {
  const all = text.split('\n');
  const at = all.findIndex((line) => line.startsWith('→'));
  if (at < 1) return lines(text, '', false);
  const [asked, answered] = [all.slice(0, at), all.slice(at)].map((part) => part.join('\n'));
  return html`<dl class="exchange"><dt>${WORDS.asked[lang]}</dt><dd><pre>${asked}</pre></dd>
<dt>${WORDS.answered[lang]}</dt><dd><pre>${answered}</pre></dd></dl>`;
}

/** A log scrolls by itself, with the keyboard too. */
function lines(text: string, title: string, scrolls: boolean): Markup {
  return scrolls
    ? html`<pre class="log" tabindex="0" role="group" aria-label="${title.slice(0, MOST.least)}">${text}</pre>`
    : html`<pre>${text}</pre>`;
}
