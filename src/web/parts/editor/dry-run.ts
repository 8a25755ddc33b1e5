import type { Lang, Text } from '../../../core/text.ts';
import type { ExampleView } from '../../../core/wire/editor.ts';
import type { SubmissionItem } from '../../../core/wire/submission.ts';
import { html, type Markup } from '../../html.ts';
import { stateText } from '../attempts.ts';
import { scoreText } from '../points.ts';
import { moment } from '../time.ts';

/** What a draft is tried on: `NAME/solution`, `NAME/starter`, or nothing for the repository beside it. */
export interface DryRunTarget {
  example: string;
  repository: string;
  ref: string;
}

const WORDS = {
  title: { en: 'Dry run', es: 'Prueba' },
  hint: {
    en: 'A worker grades a repository by this text, as it would grade a submission. Students see nothing of it, and it is in no grade table.',
    es: 'Una máquina corrige un repositorio con este texto, como corregiría una entrega. Los estudiantes no ven nada, y no está en ninguna tabla de notas.',
  },
  on: { en: 'Try it on', es: 'Probar con' },
  solution: { en: 'solution, which earns every point', es: 'solución, que gana todos los puntos' },
  starter: { en: 'starter, as students get it', es: 'base, como la reciben los estudiantes' },
  other: { en: 'the repository below', es: 'el repositorio de abajo' },
  repository: { en: 'Repository', es: 'Repositorio' },
  ref: { en: 'Branch, tag or commit', es: 'Rama, tag o commit' },
  refHint: { en: 'Empty: the default branch.', es: 'Vacío: la rama por defecto.' },
  run: { en: 'Dry run', es: 'Probar' },
  tab: { en: 'opens in a new tab, so that your text stays here', es: 'se abre en otra pestaña; tu texto queda aquí' },
  latest: { en: 'Your latest dry runs', es: 'Tus últimas pruebas' },
} satisfies Record<string, Text>;

/** Tries the text on a real worker. The fields belong to the form of the text. */
export function dryRunFields(target: DryRunTarget, examples: readonly ExampleView[], lang: Lang): Markup {
  const option = (value: string, words: string) =>
    html`<option value="${value}"${value === target.example && html` selected`}>${words}</option>`;
  return html`<fieldset class="dry-run"><legend>${WORDS.title[lang]}</legend>
<p class="hint">${WORDS.hint[lang]}</p>
<label for="example">${WORDS.on[lang]}</label>
<select id="example" name="example">${option('', WORDS.other[lang])}${examples.map(({ id }) => [
    option(`${id}/solution`, `${id}: ${WORDS.solution[lang]}`),
    option(`${id}/starter`, `${id}: ${WORDS.starter[lang]}`),
  ])}</select>
<div class="pair"><div><label for="repository">${WORDS.repository[lang]}</label>
<input id="repository" name="repository" value="${target.repository}" type="text" inputmode="url" placeholder="https://github.com/…" maxlength="500" autocapitalize="none" spellcheck="false" autocomplete="off"></div>
<div><label for="ref">${WORDS.ref[lang]}</label>
<input id="ref" name="ref" value="${target.ref}" type="text" maxlength="200" autocapitalize="none" spellcheck="false" autocomplete="off" aria-describedby="ref-hint">
<p class="hint" id="ref-hint">${WORDS.refHint[lang]}</p></div></div>
<button class="second" formaction="/assignments/dry-runs" formtarget="_blank" aria-describedby="tab-hint">${WORDS.run[lang]}</button>
<p class="hint" id="tab-hint">${WORDS.tab[lang]}</p></fieldset>`;
}

/** What this teacher tried before. */
export function dryRunList(runs: readonly SubmissionItem[], lang: Lang): Markup | false {
  return (
    runs.length > 0 &&
    html`<section><h2>${WORDS.latest[lang]}</h2><ul>${runs.map(
      (run) =>
        html`<li><a href="/submissions/${run.id}">${run.score ? scoreText(run.score, lang) : stateText(run, lang)}</a> · <code>${run.assignment}</code> · ${moment(run.acceptedAt, lang)} <span class="quiet"><code>${run.repository.split('/').slice(-2).join('/')}</code></span></li>`,
    )}</ul></section>`
  );
}
