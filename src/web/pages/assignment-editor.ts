import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentCheck, AssignmentVersionView, ExampleView, RubricPreview } from '../../core/wire/editor.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { checkResult } from '../parts/editor/check.ts';
import { diff } from '../parts/editor/diff.ts';
import { type DryRunTarget, dryRunFields, dryRunList } from '../parts/editor/dry-run.ts';
import { rubricPreview } from '../parts/editor/preview.ts';
import { textField } from '../parts/editor/text-field.ts';
import { WORDS } from '../parts/editor/words.ts';
import { notice, problemNotice } from '../parts/notice.ts';
import { moment } from '../parts/time.ts';
import { trail } from '../parts/trail.ts';

export interface Editor {
  /** Null for a new assignment. */
  id: string | null;
  /** Digest of the version that the text was made from; null for a new assignment. */
  from: string | null;
  source: string;
  check: AssignmentCheck;
  examples: readonly ExampleView[];
  target: DryRunTarget;
  /** The latest dry runs of this teacher. */
  runs: readonly SubmissionItem[];
  /** Newest first. */
  versions: readonly { version: number; digest: string; publishedAt: string }[];
  problem: Problem | null;
  /** Id that a new assignment cannot have, for another one has it. */
  taken: string | null;
  /** What somebody else published meanwhile. */
  overtakenBy: AssignmentVersionView | null;
  preview: RubricPreview | null;
  /** ISO 8601. */
  now: string;
}

const PREVIEW = {
  title: { en: 'What it would do to grades', es: 'Qué haría con las notas' },
  button: { en: 'Preview grades', es: 'Vista previa de las notas' },
  wait: {
    en: 'All stored evidence is judged by this text: a second or two for a class, a minute or two for ten thousand submissions. Nothing is stored.',
    es: 'Se juzga toda la evidencia guardada con este texto: uno o dos segundos para un curso, uno o dos minutos para diez mil entregas. No se guarda nada.',
  },
  hint: {
    en: 'Judges everything that was graded before by this text, and shows who would gain and who would lose. Nothing changes.',
    es: 'Juzga con este texto todo lo que ya se calificó, y muestra quién ganaría y quién perdería. Nada cambia.',
  },
  again: { en: 'The text changed since.', es: 'El texto cambió desde entonces.' },
} satisfies Record<string, Text>;

const OVERTAKEN = {
  who: { en: 'published version', es: 'publicó la versión' },
  meanwhile: {
    en: 'while you were writing. Nothing of yours was published yet. This is how your text differs from it:',
    es: 'mientras escribías. Lo tuyo todavía no se publicó. Así difiere tu texto de ella:',
  },
} satisfies Record<string, Text>;

const TAKEN = {
  there: { en: 'There is an assignment already with the id', es: 'Ya hay una consigna con el id' },
  either: { en: 'Give the new one another id, or', es: 'Dale otro id a la nueva, o' },
  edit: { en: 'edit the one that is there', es: 'edita la que ya está' },
} satisfies Record<string, Text>;

/** The file of an assignment, written and checked; what it would do; and the way to publish it. */
export function editorPage(frame: Frame, editor: Editor): string {
  const { lang, assets } = frame;
  const { id, problem, overtakenBy } = editor;
  const title = id === null ? WORDS.newTitle[lang] : `${WORDS.editTitle[lang]} ${id}`;
  const above = id === null ? [] : [[`/assignments/${id}`, id] as const];
  return layout(
    frame,
    title,
    html`${trail([['/', WORDS.assignments[lang]], ...above], lang)}
${problem && problemNotice(problem)}
${editor.taken !== null && taken(editor.taken, lang)}
${overtakenBy && overtaken(editor, overtakenBy, lang)}
${id === null && starts(editor, lang)}
<form method="post" action="${id === null ? '/assignments/new' : `/assignments/${id}/edit`}" class="editor">
<input type="hidden" name="from" value="${editor.from ?? ''}"><input type="hidden" name="assignment" value="${id ?? ''}">
<div class="sides"><div>${textField(editor.source, lang)}
<div class="row act">
<button class="second" formaction="/assignments/check" hx-post="/assignments/check" hx-target="#check" hx-swap="innerMorph">${WORDS.check[lang]}</button>
${overtakenBy ? html`<button class="danger" name="over" value="${overtakenBy.digest}">${WORDS.publishOver[lang]} ${overtakenBy.version}</button>` : html`<button>${(id === null ? WORDS.publish : WORDS.publishNew)[lang]}</button>`}
</div><p class="hint">${WORDS.publishHint[lang]}</p></div>
<section class="said" aria-labelledby="said"><h2 id="said">${WORDS.checkTitle[lang]}</h2><div id="check">${checkResult(editor.check, editor.now, lang)}</div></section></div>
${id !== null && previewSection(id, editor.preview, lang)}
${dryRunFields(editor.target, editor.examples, lang)}
</form>
${dryRunList(editor.runs, lang)}
${id !== null && versionList(id, editor, lang)}`,
    { wide: true, scripts: [assets.editor] },
  );
}

/** Where a preview is asked for, and shown. */
function previewSection(id: string, preview: RubricPreview | null, lang: Lang): Markup {
  return html`<section class="preview" aria-labelledby="preview-title"><h2 id="preview-title">${PREVIEW.title[lang]}</h2>
<p class="hint">${PREVIEW.hint[lang]}</p>
<button class="second" formaction="/assignments/${id}/preview" hx-post="/assignments/${id}/preview" hx-target="#preview" hx-indicator="#previewing" hx-disable="this" hx-config='{"timeout":600000}'>${PREVIEW.button[lang]}</button>
<p id="previewing" class="waits" role="status">${PREVIEW.wait[lang]}</p>
<p class="stale quiet" hidden>${PREVIEW.again[lang]}</p>
<div id="preview" aria-live="polite">${preview && rubricPreview(id, preview, lang)}</div></section>`;
}

/** What a new file can begin with. */
function starts({ examples }: Editor, lang: Lang): Markup {
  return html`<p>${WORDS.begin[lang]} <a href="/assignments/new">${WORDS.template[lang]}</a>${examples.map(({ id }) => html` · ${WORDS.copyOf[lang]} <a href="/assignments/new?example=${id}"><code>${id}</code></a>`)}</p>`;
}

function taken(id: string, lang: Lang): Markup {
  return notice(
    'bad',
    html`<p>${TAKEN.there[lang]} <code>${id}</code>. ${TAKEN.either[lang]} <a href="/assignments/${id}/edit">${TAKEN.edit[lang]}</a>.</p>`,
  );
}

function overtaken({ source }: Editor, by: AssignmentVersionView, lang: Lang): Markup {
  return html`${notice(
    'bad',
    html`<p><strong>${by.publishedBy}</strong> ${OVERTAKEN.who[lang]} ${by.version} (${moment(by.publishedAt, lang)}) ${OVERTAKEN.meanwhile[lang]}</p>`,
  )}
${diff(by.source, source, lang)}`;
}

function versionList(id: string, { versions }: Editor, lang: Lang): Markup {
  return html`<section><h2>${WORDS.versions[lang]}</h2><ul>${versions.map(
    ({ version, publishedAt }) =>
      html`<li><a href="/assignments/${id}/versions/${version}">${WORDS.version[lang]} ${version}</a> · ${moment(publishedAt, lang)}</li>`,
  )}</ul></section>`;
}
