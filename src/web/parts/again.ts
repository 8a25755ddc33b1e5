import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  cancel: { en: 'Cancel', es: 'Cancelar' },
  newest: { en: 'Hand in the newest commit', es: 'Entregar el último commit' },
  same: { en: 'Hand in the same commit again', es: 'Entregar otra vez el mismo commit' },
} satisfies Record<string, Text>;

/** For what waits or runs. */
export function cancelForm(id: string, lang: Lang): Markup {
  return html`<form method="post" action="/submissions/${id}/cancel"><button class="danger">${WORDS.cancel[lang]}</button></form>`;
}

/**
 * Hands the repository of a submission in again. A folder of the machine, which the bundled example is, has no newer commit.
 * @param key fresh for each page: a button that is pressed twice hands in once
 */
export function againForms({ id, commit }: Pick<SubmissionItem, 'id' | 'commit'>, key: string, lang: Lang): Markup {
  return html`<div class="row">${again(id, 'newest', key, lang)}${commit !== null && again(id, 'same', key, lang)}</div>`;
}

function again(id: string, which: 'newest' | 'same', key: string, lang: Lang): Markup {
  return html`<form method="post" action="/submissions/${id}/resubmissions">
<input type="hidden" name="commit" value="${which}"><input type="hidden" name="key" value="${key}-${which}" autocomplete="off">
<button class="second">${WORDS[which][lang]}</button></form>`;
}
