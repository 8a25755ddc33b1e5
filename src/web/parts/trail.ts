import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const WAY: Text = { en: 'Where this page is', es: 'Dónde está esta página' };

/** The pages above this one, from the outermost: address and name. */
export function trail(places: readonly (readonly [string, string])[], lang: Lang): Markup {
  return html`<nav class="trail" aria-label="${WAY[lang]}"><ol>${places.map(
    ([address, name]) => html`<li><a href="${address}">${name}</a></li>`,
  )}</ol></nav>`;
}
