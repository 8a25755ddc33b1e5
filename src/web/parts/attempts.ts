import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import { html, type Markup } from '../html.ts';
import { OUTCOMES, STATES } from '../words.ts';
import { cancelForm } from './again.ts';
import { scoreBar, scoreText } from './points.ts';
import { moment } from './time.ts';

export interface Attempts {
  /** Newest first. */
  submissions: readonly SubmissionItem[];
  /** Id of the one that counts. */
  counts: string | null;
  /** Whether older ones are left out. */
  more: boolean;
}

const WORDS = {
  none: { en: 'Nothing was handed in yet.', es: 'Todavía no hay entregas.' },
  counts: { en: 'counts', es: 'cuenta' },
  late: { en: 'late', es: 'de atraso' },
  day: { en: 'day', es: 'día' },
  days: { en: 'days', es: 'días' },
  changes: { en: 'what changed', es: 'qué cambió' },
  sinceBefore: { en: 'since the one before', es: 'desde la anterior' },
  older: { en: 'Only the newest are shown.', es: 'Se muestran solo las más nuevas.' },
  replaced: { en: 'a newer one took its place', es: 'una más nueva tomó su lugar' },
  compare: { en: 'Compare two', es: 'Comparar dos' },
  from: { en: 'From', es: 'De' },
  to: { en: 'to', es: 'a' },
  show: { en: 'Show what changed', es: 'Mostrar qué cambió' },
} satisfies Record<string, Text>;

export const SOURCES: Record<SubmissionItem['source'], Text> = {
  'hand-in': { en: 'handed in', es: 'entregada' },
  push: { en: 'by a push', es: 'por un push' },
  regrade: { en: 'a regrade', es: 'una recalificación' },
  'dry-run': { en: 'a dry run', es: 'una prueba' },
};

/** What somebody handed in for one assignment, newest first, with what changed from one to the next. */
export function attemptList(attempts: Attempts, lang: Lang): Markup {
  const { submissions, more } = attempts;
  if (submissions.length === 0) return html`<p>${WORDS.none[lang]}</p>`;
  return html`<ol class="attempts" reversed>${submissions.map((one, index) => attempt(one, earlier(submissions, index), attempts, lang))}</ol>
${more && html`<p class="quiet">${WORDS.older[lang]}</p>`}
${compareForm(submissions.filter(isScored), lang)}`;
}

/** What became of a submission, in a word or two. */
export function stateText({ state, outcome, cancelReason }: SubmissionItem, lang: Lang): string {
  if (cancelReason === 'replaced') return `${STATES[state][lang]}: ${WORDS.replaced[lang]}`;
  return outcome === null ? STATES[state][lang] : OUTCOMES[outcome][lang];
}

function attempt(one: SubmissionItem, before: string | null, { counts }: Attempts, lang: Lang): Markup {
  const { id, score, state, lateDays, commit, ref, source, acceptedAt, repository } = one;
  const under = state === 'waiting' || state === 'running';
  return html`<li class="attempt">
<div class="outcome"><a href="/submissions/${id}">${score ? html`<strong>${scoreText(score, lang)}</strong>` : stateText(one, lang)}</a>${id === counts && html` <span class="mark good">${WORDS.counts[lang]}</span>`}${score && scoreBar(score)}</div>
<div class="about"><span>${moment(acceptedAt, lang)} · ${SOURCES[source][lang]}${score && html` · ${stateText(one, lang)}`}${lateDays > 0 && html` · <span class="late">${lateText(lateDays, lang)}</span>`}</span>
<span class="quiet"><code>${repository}</code>${ref !== null && html` <code>${ref}</code>`}${commit !== null && html` · <code title="${commit}">${commit.slice(0, 10)}</code>`}</span>
${before !== null && html`<span><a href="/submissions/${before}/changes/${id}">${WORDS.changes[lang]} ${WORDS.sinceBefore[lang]}</a></span>`}</div>
${under && cancelForm(id, lang)}
</li>`;
}

export function lateText(days: number, lang: Lang): string {
  const many = `${days} ${(days === 1 ? WORDS.day : WORDS.days)[lang]}`;
  return `${many} ${WORDS.late[lang]}`;
}

/** The attempt before it that has a score, when it has one itself. */
function earlier(submissions: readonly SubmissionItem[], index: number): string | null {
  const [one, ...before] = submissions.slice(index);
  return one && isScored(one) ? (before.find(isScored)?.id ?? null) : null;
}

function isScored({ score }: SubmissionItem): boolean {
  return score !== null;
}

function compareForm(scored: readonly SubmissionItem[], lang: Lang): Markup | false {
  const [newest, before] = scored;
  if (!newest || !before || scored.length < 3) return false;
  return html`<details class="compare"><summary>${WORDS.compare[lang]}</summary>
<form class="row" method="get" action="/assignments/${newest.assignment}/changes">
<span><label for="from">${WORDS.from[lang]}</label>${choice('from', scored, before.id, lang)}</span>
<span><label for="to">${WORDS.to[lang]}</label>${choice('to', scored, newest.id, lang)}</span>
<button class="second">${WORDS.show[lang]}</button></form></details>`;
}

function choice(name: string, scored: readonly SubmissionItem[], chosen: string, lang: Lang): Markup {
  return html`<select id="${name}" name="${name}">${scored.map(
    (one) => html`<option value="${one.id}"${one.id === chosen && html` selected`}>${label(one, lang)}</option>`,
  )}</select>`;
}

/** An option has no markup, so its time stays in UTC. */
function label({ acceptedAt, commit, score }: SubmissionItem, lang: Lang): string {
  const at = `${acceptedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return [score && scoreText(score, lang), commit?.slice(0, 7), at].filter(Boolean).join(' · ');
}
