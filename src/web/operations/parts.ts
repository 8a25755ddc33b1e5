import type { Lang, Text } from '../../core/text.ts';
import type { OperatedItem } from '../../core/wire/operations.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  cancel: { en: 'Cancel', es: 'Cancelar' },
  retry: { en: 'Hand in again', es: 'Entregar otra vez' },
  regrade: { en: 'regrade', es: 'recalificación' },
  nobody: { en: 'nobody', es: 'nadie' },
} satisfies Record<string, Text>;

/** Whose submission it is, for what, and of which repository; a link to its page. */
export function whose({ id, student, assignment, repository, source }: OperatedItem, lang: Lang): Markup {
  return html`<a href="/submissions/${id}">${student.name || WORDS.nobody[lang]}</a> <span class="quiet">${assignment}${source === 'regrade' && html` · ${WORDS.regrade[lang]}`}</span><br><code class="where">${repository}</code>`;
}

/** A form of one button. What it is for is said to who cannot see its line. */
export function cancelButton({ id, student }: OperatedItem, lang: Lang): Markup {
  return html`<form method="post" action="/operations/cancellations"><input type="hidden" name="submission" value="${id}"><button class="danger slim" id="cancel-${id}">${WORDS.cancel[lang]}<span class="hidden"> ${student.name}</span></button></form>`;
}

export function retryButton({ id, student }: OperatedItem, lang: Lang): Markup {
  return html`<form method="post" action="/operations/retries"><input type="hidden" name="submission" value="${id}"><button class="second slim" id="retry-${id}">${WORDS.retry[lang]}<span class="hidden"> ${student.name}</span></button></form>`;
}
