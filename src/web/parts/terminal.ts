import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  title: { en: 'Hand in from a terminal', es: 'Entregar desde una terminal' },
  token: {
    en: 'TOKEN is the last part of your personal link.',
    es: 'TOKEN es la última parte de tu enlace personal.',
  },
  api: { en: 'All addresses of the API', es: 'Todas las direcciones de la API' },
} satisfies Record<string, Text>;

/** How to hand in without a browser, folded. `url`: address of the service, without a slash at the end. */
export function terminal({ url, assignment }: { url: string; assignment: string }, lang: Lang): Markup {
  return html`<details class="terminal"><summary>${WORDS.title[lang]}</summary>
<pre tabindex="0">export DOCKGRADE_URL=${url}
export DOCKGRADE_TOKEN=TOKEN
dockgrade submit https://github.com/USER/REPOSITORY --assignment ${assignment} --wait</pre>
<p class="quiet">${WORDS.token[lang]} <a href="/docs">${WORDS.api[lang]}</a></p></details>`;
}
