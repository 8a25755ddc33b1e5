import type { Problem } from '../../core/wire/problem.ts';
import { html, type Markup } from '../html.ts';

/** A sentence that must not be overlooked. */
export function notice(tone: 'good' | 'note' | 'bad', content: Markup): Markup {
  return html`<div class="notice ${tone}">${content}</div>`;
}

/** What went wrong, what to do, and each mistake with its place. */
export function problemNotice({ detail, remedy, errors, code }: Problem): Markup {
  return notice(
    'bad',
    html`<p><strong>${detail}</strong></p>
${remedy !== null && html`<p>${remedy}</p>`}
${errors && errors.length > 0 && html`<ul>${errors.map(({ where, message }) => html`<li>${where !== '' && html`<code>${where}</code> `}${message}</li>`)}</ul>`}
<p class="quiet"><a href="/errors#${code}"><code>${code}</code></a></p>`,
  );
}
