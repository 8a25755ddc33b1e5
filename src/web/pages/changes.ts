import type { ComparedLine, Comparison, LineChange } from '../../core/report/compare.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { stateText } from '../parts/attempts.ts';
import { notice } from '../parts/notice.ts';
import { points, scoreBar, scoreText } from '../parts/points.ts';
import { prose } from '../parts/prose.ts';
import { moment } from '../parts/time.ts';
import { trail } from '../parts/trail.ts';
import { VERDICTS } from '../report/words.ts';

export interface Changes {
  /** Of the assignment. */
  title: string;
  before: SubmissionItem;
  after: SubmissionItem;
  /** Null where one of them has no result. */
  comparison: Comparison | null;
}

const WORDS = {
  title: { en: 'What changed', es: 'Qué cambió' },
  before: { en: 'Before', es: 'Antes' },
  after: { en: 'After', es: 'Después' },
  none: { en: 'One of the two has no result to compare.', es: 'Uno de los dos no tiene un resultado para comparar.' },
  points: { en: 'points', es: 'puntos' },
  sameScore: { en: 'The same score', es: 'El mismo puntaje' },
  same: { en: 'lines are as they were', es: 'líneas siguen igual' },
  oneSame: { en: 'line is as it was', es: 'línea sigue igual' },
  sameCommit: { en: 'Both graded the same commit.', es: 'Los dos calificaron el mismo commit.' },
  versions: {
    en: 'They were graded by different versions of the assignment.',
    es: 'Se calificaron con versiones distintas de la consigna.',
  },
  assignments: { en: 'Assignments', es: 'Consignas' },
} satisfies Record<string, Text>;

const KINDS: [LineChange['kind'], Text][] = [
  ['lost', { en: 'Lost', es: 'Perdido' }],
  ['gained', { en: 'Gained', es: 'Ganado' }],
  ['changed', { en: 'Changed, for the same points', es: 'Cambió, por los mismos puntos' }],
  ['added', { en: 'New in the rubric', es: 'Nuevo en la rúbrica' }],
  ['removed', { en: 'No longer in the rubric', es: 'Ya no está en la rúbrica' }],
];

/** What changed between two attempts of one person, the older one first. Pure. */
export function changesPage(frame: Frame, { title, before, after, comparison }: Changes): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.title[lang],
    html`${trail(
      [
        ['/', WORDS.assignments[lang]],
        [`/assignments/${after.assignment}`, title],
      ],
      lang,
    )}
<div class="compared">${side(before, WORDS.before[lang], lang)}${side(after, WORDS.after[lang], lang)}</div>
${before.commit !== null && before.commit === after.commit && html`<p>${WORDS.sameCommit[lang]}</p>`}
${before.digest !== after.digest && html`<p>${WORDS.versions[lang]}</p>`}
${comparison === null ? notice('note', html`<p>${WORDS.none[lang]}</p>`) : compared(comparison, lang)}`,
  );
}

function side(one: SubmissionItem, title: string, lang: Lang): Markup {
  const { id, score, acceptedAt, commit, repository } = one;
  return html`<section class="card"><h2>${title}</h2>
<p><a href="/submissions/${id}">${score ? scoreText(score, lang) : stateText(one, lang)}</a>${score && scoreBar(score)}</p>
<p class="quiet">${moment(acceptedAt, lang)}<br><code>${repository}</code>${commit !== null && html`<br><code title="${commit}">${commit.slice(0, 10)}</code>`}</p></section>`;
}

function compared({ difference, changes, unchanged }: Comparison, lang: Lang): Markup {
  const sum = difference === 0 ? WORDS.sameScore[lang] : `${signed(difference, lang)} ${WORDS.points[lang]}`;
  return html`<p class="difference"><strong>${sum}</strong>${unchanged > 0 && html` <span class="quiet">· ${unchanged} ${(unchanged === 1 ? WORDS.oneSame : WORDS.same)[lang]}</span>`}</p>
${KINDS.map(([kind, title]) =>
  group(
    title[lang],
    changes.filter((change) => change.kind === kind),
    lang,
  ),
)}`;
}

function group(title: string, changes: readonly LineChange[], lang: Lang): Markup | false {
  if (changes.length === 0) return false;
  return html`<section><h2>${title}</h2><ul class="changes">${changes.map((change) => line(change, lang))}</ul></section>`;
}

function line({ title, kind, difference, before, after }: LineChange, lang: Lang): Markup {
  return html`<li class="change is-${kind}"><p><strong>${prose(title)}</strong>${difference !== 0 && html` <span class="worth">${signed(difference, lang)}</span>`}</p>
<p>${[before, after].filter((one) => one !== null).map((one, index) => html`${index > 0 && ' → '}${told(one, lang)}`)}</p>
${why(before, after, lang)}</li>`;
}

function told({ verdict, points: worth }: ComparedLine, lang: Lang): string {
  return `${VERDICTS[verdict].word[lang]}, ${scoreText(worth, lang)}`;
}

/** What the newer one says, and the older one where only that had something to mend. */
function why(before: ComparedLine | null, after: ComparedLine | null, lang: Lang): Markup | false {
  if (after && after.verdict !== 'pass') return html`<p>${prose(after.message)}</p>`;
  if (!before || before.verdict === 'pass' || before.verdict === 'blocked') return false;
  return html`<p class="quiet">${WORDS.before[lang]}: ${prose(before.message)}</p>`;
}

/** With its sign, as a difference is read. */
function signed(difference: number, lang: Lang): string {
  return `${difference > 0 ? '+' : '−'}${points(Math.abs(difference), lang)}`;
}
