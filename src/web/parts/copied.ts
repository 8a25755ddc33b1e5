import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  copy: { en: 'Copy', es: 'Copiar' },
  copied: { en: 'Copied.', es: 'Copiado.' },
  notCopied: {
    en: 'The browser does not let a page copy. It is marked: press Ctrl+C.',
    es: 'El navegador no deja copiar a una página. Está marcado: oprime Ctrl+C.',
  },
} satisfies Record<string, Text>;

/** A text to take along, with a button that copies it where scripts run and says so. `label`: what it is. */
export function copied(id: string, label: string, value: string, lang: Lang): Markup {
  return html`<label for="${id}">${label}</label>
<div class="row copied"><input id="${id}" value="${value}" readonly autocomplete="off" spellcheck="false">
<button type="button" class="second" data-copy="${id}" data-done="${WORDS.copied[lang]}" data-failed="${WORDS.notCopied[lang]}" hidden>${WORDS.copy[lang]}</button>
<span role="status"></span></div>`;
}
