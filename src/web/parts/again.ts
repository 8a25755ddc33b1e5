import { isFolder } from '../../core/submission.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  cancel: { en: 'Cancel', es: 'Cancelar' },
  newest: { en: 'Hand in the newest commit', es: 'Entregar el último commit' },
  folder: { en: 'Hand in again', es: 'Entregar otra vez' },
  same: { en: 'Hand in the same commit again', es: 'Entregar otra vez el mismo commit' },
} satisfies Record<string, Text>;

/** For what waits or runs. */
export function cancelForm(id: string, lang: Lang): Markup {
  return html`<form method="post" action="/submissions/${id}/cancel"><button class="danger">${WORDS.cancel[lang]}</button></form>`;
}

/**
 * Hands the repository of a submission in again. A folder of the machine, which the bundled example is, is graded as it stands: it has no newer commit and no older one.
 * @param key fresh for each page: a button that is pressed twice hands in once
 */
export function againForms(
  last: Pick<SubmissionItem, 'id' | 'repository' | 'commit'>,
  key: string,
  lang: Lang,
): Markup {
  const { id, repository, commit } = last;
  if (isFolder(repository)) return html`<div class="row">${again(id, 'newest', WORDS.folder, key, lang)}</div>`;
  return html`<div class="row">${again(id, 'newest', WORDS.newest, key, lang)}${commit !== null && again(id, 'same', WORDS.same, key, lang)}</div>`;
}

function again(id: string, which: 'newest' | 'same', words: Text, key: string, lang: Lang): Markup {
  return html`<form method="post" action="/submissions/${id}/resubmissions">
<input type="hidden" name="commit" value="${which}"><input type="hidden" name="key" value="${key}-${which}" autocomplete="off">
<button class="second">${words[lang]}</button></form>`;
}
