import type { Lang } from '../../../core/text.ts';
import { exactly, html, type Markup } from '../../html.ts';
import { WORDS } from './words.ts';

/** Lines that stand below the last one, to write on. */
const ROOM = 3;
const LEAST = 15;

/**
 * The file, to be written: what is typed is checked as soon as it pauses, and the newest text counts. The numbers are for eyes alone: whoever hears the page
 * is told lines with the mistakes.
 */
export function textField(source: string, lang: Lang): Markup {
  const lines = Math.max(LEAST, source.split('\n').length + ROOM);
  const numbers = Array.from({ length: lines }, (_, index) => index + 1).join('\n');
  return html`<label for="source">${WORDS.source[lang]}</label>
<p class="hint" id="source-hint">${WORDS.sourceHint[lang]}</p>
<div class="sheet"><pre class="numbers" aria-hidden="true">${numbers}</pre><textarea id="source" name="source" rows="${lines}" wrap="off" spellcheck="false" autocapitalize="none" autocomplete="off" aria-describedby="source-hint verdict" hx-post="/assignments/check" hx-trigger="input changed delay:400ms" hx-target="#check" hx-swap="innerMorph" hx-sync="this:replace">
${exactly(source)}</textarea></div>`;
}
