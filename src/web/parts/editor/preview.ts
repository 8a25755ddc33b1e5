import type { Lang, Text } from '../../../core/text.ts';
import type { RubricPreview } from '../../../core/wire/editor.ts';
import { html, type Markup } from '../../html.ts';
import { notice } from '../notice.ts';
import { points, scoreText } from '../points.ts';
import { distribution } from './distribution.ts';

const WORDS = {
  nobody: {
    en: 'Nothing was graded yet, so nobody gains or loses.',
    es: 'Todavía no hay nada calificado: nadie gana ni pierde.',
  },
  same: { en: 'No grade would change.', es: 'Ninguna nota cambiaría.' },
  up: { en: 'would gain', es: 'ganarían' },
  down: { en: 'would lose', es: 'perderían' },
  stay: { en: 'would stay as they are', es: 'quedarían igual' },
  judged: {
    en: 'submissions were judged by this text; nothing was stored.',
    es: 'entregas se juzgaron con este texto; no se guardó nada.',
  },
  who: {
    en: 'Who gains and who loses, the largest losses first',
    es: 'Quién gana y quién pierde, primero las mayores pérdidas',
  },
  student: { en: 'Student', es: 'Estudiante' },
  now: { en: 'Now', es: 'Ahora' },
  drafted: { en: 'By this text', es: 'Con este texto' },
  difference: { en: 'Difference', es: 'Diferencia' },
  byHand: { en: 'set by hand: stays', es: 'puesta a mano: queda' },
  left: {
    en: 'more are not shown; regrade with a preview after publishing to see everybody.',
    es: 'más no se muestran; recalifica con vista previa después de publicar para verlas todas.',
  },
} satisfies Record<string, Text>;

/** Of whom a table shows at most so many who lose, and so many who gain. */
const SHOWN = 100;

/** What a text in the editor would do to the grades of everyone. */
export function rubricPreview(assignment: string, preview: RubricPreview, lang: Lang): Markup {
  const { judged, summary, changes } = preview;
  if (judged === 0) return notice('note', html`<p>${WORDS.nobody[lang]}</p>`);
  const losing = changes.filter(({ difference }) => difference < 0);
  const gaining = changes.filter(({ difference }) => difference > 0);
  const shown = [...losing.slice(0, SHOWN), ...gaining.slice(-SHOWN)];
  const left = changes.length - shown.length;
  return html`<p class="totals"><strong class="lost">${summary.down}</strong> ${WORDS.down[lang]} · <strong class="gained">${summary.up}</strong> ${WORDS.up[lang]} · <strong>${summary.same}</strong> ${WORDS.stay[lang]}<br>
<span class="quiet">${judged.toLocaleString(lang)} ${WORDS.judged[lang]}</span></p>
${changes.length === 0 ? html`<p>${WORDS.same[lang]}</p>` : table(assignment, shown, lang)}
${left > 0 && html`<p class="quiet">${left.toLocaleString(lang)} ${WORDS.left[lang]}</p>`}
${distribution(preview.distribution, lang)}`;
}

function table(assignment: string, changes: RubricPreview['changes'], lang: Lang): Markup {
  return html`<h3>${WORDS.who[lang]}</h3><div class="scroll" tabindex="0" role="region" aria-label="${WORDS.who[lang]}"><table><thead><tr><th scope="col">${WORDS.student[lang]}</th><th scope="col" class="number">${WORDS.now[lang]}</th><th scope="col" class="number">${WORDS.drafted[lang]}</th><th scope="col" class="number">${WORDS.difference[lang]}</th></tr></thead>
<tbody>${changes.map(
    ({ student, before, after, difference, overridden }) => html`<tr>
<th scope="row"><a href="/assignments/${assignment}/students/${student.id}">${student.name}</a>${overridden && html` <span class="quiet">(${WORDS.byHand[lang]})</span>`}</th>
<td class="number">${before ? scoreText(before, lang) : '–'}</td><td class="number">${scoreText(after, lang)}</td>
<td class="number ${difference < 0 ? 'lost' : 'gained'}">${difference > 0 ? '+' : '−'}${points(Math.abs(difference), lang)}</td></tr>`,
  )}</tbody></table></div>`;
}
