import type { Lang, Text } from '../../core/text.ts';
import type { OperationsView } from '../../core/wire/operations.ts';
import { html, type Markup } from '../html.ts';
import { duration } from '../parts/time.ts';
import { between } from './health.ts';
import { cancelButton, whose } from './parts.ts';

const WORDS = {
  title: { en: 'Queue', es: 'Fila' },
  waiting: { en: 'waiting', es: 'en espera' },
  running: { en: 'running', es: 'en curso' },
  empty: { en: 'Nobody waits.', es: 'Nadie espera.' },
  until: { en: 'until it is empty, about', es: 'hasta que se vacíe, cerca de' },
  next: { en: 'Who goes next', es: 'Quién sigue' },
  waits: { en: 'waits', es: 'espera' },
  more: { en: 'more', es: 'más' },
} satisfies Record<string, Text>;

/** How many wait, for how long yet, and who goes next. */
export function queue({ queue: { waiting, running, emptySeconds, next }, at }: OperationsView, lang: Lang): Markup {
  return html`<section aria-labelledby="queue"><h2 id="queue">${WORDS.title[lang]}</h2>
<p class="tally"><span><strong>${waiting}</strong> ${WORDS.waiting[lang]}</span> <span><strong>${running}</strong> ${WORDS.running[lang]}</span>
${waiting > 0 && emptySeconds !== null && html`<span>${WORDS.until[lang]} <strong>${duration(emptySeconds, lang)}</strong></span>`}</p>
${
  next.length === 0
    ? html`<p class="quiet">${WORDS.empty[lang]}</p>`
    : html`<details id="next" open><summary>${WORDS.next[lang]}</summary>
<ol class="jobs">${next.map(
        (item) => html`<li id="next-${item.id}"><div>${whose(item, lang)}</div>
<span class="quiet">${WORDS.waits[lang]} ${duration(between(item.acceptedAt, at), lang)}</span>${cancelButton(item, lang)}</li>`,
      )}</ol>
${waiting > next.length && html`<p class="quiet">… ${waiting - next.length} ${WORDS.more[lang]}</p>`}</details>`
}</section>`;
}
