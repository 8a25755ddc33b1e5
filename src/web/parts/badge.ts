import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  title: { en: 'A badge for your README', es: 'Un distintivo para tu README' },
  how: {
    en: 'It shows the newest score of this repository to everybody who reads the README. Copy this line into it:',
    es: 'Muestra el último puntaje de este repositorio a quien lea el README. Copia esta línea en él:',
  },
  alt: { en: 'the badge as it is now', es: 'el distintivo como está ahora' },
} satisfies Record<string, Text>;

/** The Markdown that shows the badge of a submission, for its owner to copy. `url`: address of the service, without a slash at the end. */
export function badgeSnippet({ id, url }: { id: string; url: string }, lang: Lang): Markup {
  const path = `/badges/${id}.svg`;
  return html`<details class="badge"><summary>${WORDS.title[lang]}</summary>
<p>${WORDS.how[lang]}</p>
<pre tabindex="0">[![dockgrade](${url}${path})](${url}/)</pre>
<p><img src="${path}" alt="${WORDS.alt[lang]}" height="20" loading="lazy"></p>
</details>`;
}
