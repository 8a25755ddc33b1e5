import type { Lang, Text } from '../../../core/text.ts';
import type { RubricPreview } from '../../../core/wire/editor.ts';
import { html, type Markup } from '../../html.ts';
import { SAME_AS_TABLE } from '../../words.ts';

const WORDS = {
  title: { en: 'Grades, in tenths of what is possible', es: 'Notas, en décimos de lo posible' },
  now: { en: 'now', es: 'ahora' },
  drafted: { en: 'by this text', es: 'con este texto' },
  from: { en: 'Grade', es: 'Nota' },
} satisfies Record<string, Text>;

const [WIDTH, HEIGHT, FOOT, HEAD] = [340, 130, 16, 12];
const STEP = WIDTH / 10;
const BAR = 13;

/** How many grades lie in each tenth, now and then: two bars beside each other, and the same numbers as a table. */
export function distribution({ before, after }: RubricPreview['distribution'], lang: Lang): Markup {
  const highest = Math.max(1, ...before, ...after);
  const height = (count: number) => (count / highest) * (HEIGHT - FOOT - HEAD);
  const bar = (count: number, x: number, kind: string) => {
    const tall = height(count);
    const top = HEIGHT - FOOT - tall;
    return (
      count > 0 &&
      html`<rect class="${kind}" x="${x}" y="${top.toFixed(1)}" width="${BAR}" height="${tall.toFixed(1)}" rx="2"/><text x="${x + BAR / 2}" y="${(top - 4).toFixed(1)}">${count}</text>`
    );
  };
  return html`<figure class="spread"><figcaption>${WORDS.title[lang]} <span class="key"><span class="swatch before"></span>${WORDS.now[lang]} <span class="swatch after"></span>${WORDS.drafted[lang]}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
${before.map((count, tenth) => html`${bar(count, tenth * STEP + 3, 'before')}${bar(after[tenth] ?? 0, tenth * STEP + 5 + BAR, 'after')}<text class="tick" x="${tenth * STEP + STEP / 2}" y="${HEIGHT - 5}">${tenth * 10}%</text>`)}
<path class="floor" d="M0 ${HEIGHT - FOOT}H${WIDTH}"/></svg>
<details><summary>${SAME_AS_TABLE[lang]}</summary><table><thead><tr><th scope="col">${WORDS.from[lang]}</th><th scope="col" class="number">${WORDS.now[lang]}</th><th scope="col" class="number">${WORDS.drafted[lang]}</th></tr></thead>
<tbody>${before.map((count, tenth) => html`<tr><th scope="row">${tenth * 10}–${tenth * 10 + 10} %</th><td class="number">${count}</td><td class="number">${after[tenth] ?? 0}</td></tr>`)}</tbody></table></details></figure>`;
}
