import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { endedPart, endText } from '../parts/live/ended.ts';
import { type Live, livePart, statusText } from '../parts/live/index.ts';
import { moment } from '../parts/time.ts';

const WORDS = {
  for: { en: 'Submission for', es: 'Entrega de' },
  student: { en: 'Student', es: 'Estudiante' },
  repository: { en: 'Repository', es: 'Repositorio' },
  commit: { en: 'Commit', es: 'Commit' },
  accepted: { en: 'Handed in', es: 'Entregada' },
  attempts: { en: 'Attempts used', es: 'Intentos usados' },
  shared: { en: 'Also handed in by', es: 'También entregado por' },
  lost: { en: 'The connection was lost. Trying again …', es: 'Se perdió la conexión. Intentando otra vez …' },
  still: {
    en: 'Without scripts this page stands still.',
    es: 'Sin scripts esta página no se actualiza sola.',
  },
  look: { en: 'Look again', es: 'Mirar otra vez' },
  assignment: { en: 'To the assignment', es: 'Ir a la consigna' },
  json: { en: 'everything, as JSON', es: 'todo, en JSON' },
} satisfies Record<string, Text>;

/** Seconds after which somebody whose connection was lost comes back at the latest. */
const STREAM = JSON.stringify({ sse: { reconnectMaxDelay: '10s' } });

export interface SubmissionPage {
  view: SubmissionView;
  /** Null: it has ended. */
  live: Live | null;
  /** Names the next hand-in from this page. */
  key: string;
}

/** A submission as its owner and teachers see it: how it goes on, then its report. Pure. */
export function submissionPage(frame: Frame, { view, live, key }: SubmissionPage): string {
  const { lang } = frame;
  const { id, assignment } = view;
  // The live part tells itself why nothing is graded, and when that is over.
  const around = live ? { ...frame, trouble: null } : frame;
  return layout(
    around,
    titleOf(view, lang),
    html`${about(view, frame)}
${live ? stream(live, lang) : html`<div id="live">${endedPart(view, key, lang)}</div>`}
<p class="quiet no-print"><a href="/assignments/${encodeURIComponent(assignment)}">${WORDS.assignment[lang]}</a> · <a href="/api/submissions/${id}">${WORDS.json[lang]}</a></p>`,
  );
}

/** What takes the place of the part of the page that changes, with the title of the window. */
export function liveFragment({ view, live, key }: SubmissionPage, lang: Lang): Markup {
  const short = live ? statusText(live, lang) : endText(view, lang);
  return html`<title>${short.replace(/\.$/, '')} · ${titleOf(view, lang)}</title>
${live ? livePart(live, lang) : endedPart(view, key, lang)}`;
}

function titleOf({ assignment }: SubmissionView, lang: Lang): string {
  return `${WORDS.for[lang]} ${assignment}`;
}

/** The stream begins with everything, so nothing is missed between this page and its first message; it is asked for again where that failed. */
function stream(live: Live, lang: Lang): Markup {
  const { id } = live.view;
  return html`<div class="notice bad live-lost" role="status" data-lost="${WORDS.lost[lang]}"></div>
<div id="live" hx-sse:connect="/submissions/${id}/live?lang=${lang}" hx-trigger="load, again" hx-sse:close="end" hx-swap="innerMorph" hx-config="${STREAM}">${livePart(live, lang)}</div>
<noscript><p>${WORDS.still[lang]} <a href="/submissions/${id}">${WORDS.look[lang]}</a></p></noscript>`;
}

function about(view: SubmissionView, { lang, person }: Frame): Markup {
  const { repository, commit, attempts, acceptedAt, sharedWith } = view;
  const facts: [Text, Markup | false | null][] = [
    [WORDS.student, person?.role === 'teacher' && studentLink(view)],
    [WORDS.repository, repositoryLink(repository)],
    [WORDS.commit, commit === null ? null : html`<code>${commit.slice(0, 10)}</code>`],
    [WORDS.accepted, moment(acceptedAt)],
    [WORDS.attempts, html`${attempts.used}${attempts.limit !== null && ` / ${attempts.limit}`}`],
    [WORDS.shared, sharedWith && sharedWith.length > 0 && html`${sharedWith.map(({ name }) => name).join(', ')}`],
  ];
  return html`<dl class="handed-in">${facts.map(([name, value]) => value && html`<div><dt>${name[lang]}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function studentLink({ assignment, student }: SubmissionView): Markup {
  return html`<a href="/assignments/${encodeURIComponent(assignment)}/students/${student.id}">${student.name}</a>`;
}

/** The bundled example is a folder of the service's machine. */
function repositoryLink(repository: string): Markup {
  if (!repository.startsWith('https://')) return html`<code>${repository}</code>`;
  return html`<a href="${repository}" rel="noopener noreferrer"><code>${repository.slice('https://'.length)}</code></a>`;
}
