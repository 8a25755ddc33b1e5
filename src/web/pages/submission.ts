import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { badgeSnippet } from '../parts/badge.ts';
import { endedPart, endText } from '../parts/live/ended.ts';
import { facts } from '../parts/live/facts.ts';
import { type Live, livePart, statusText } from '../parts/live/index.ts';

const WORDS = {
  for: { en: 'Submission:', es: 'Entrega:' },
  dryRun: { en: 'Dry run:', es: 'Prueba:' },
  lost: { en: 'The connection was lost. Trying again …', es: 'Se perdió la conexión. Intentando otra vez …' },
  still: { en: 'Without scripts this page stands still.', es: 'Sin scripts esta página no se actualiza sola.' },
  look: { en: 'Look again', es: 'Mirar otra vez' },
  assignment: { en: 'To the assignment', es: 'Ir a la consigna' },
  json: { en: 'everything, as JSON', es: 'todo, en JSON' },
} satisfies Record<string, Text>;

/** How soon somebody whose connection was lost comes back at the latest. */
const STREAM = JSON.stringify({ sse: { reconnectMaxDelay: '10s' } });

export interface SubmissionPage {
  view: SubmissionView;
  /** Null: it has ended. */
  live: Live | null;
  /** Names the next hand-in from this page. */
  key: string;
}

/** A submission as its owner and teachers see it: how it goes on, then its report. `url`: address of the service. Pure. */
export function submissionPage(frame: Frame, page: SubmissionPage, url: string): string {
  const { lang } = frame;
  const { view, live } = page;
  const { id, assignment } = view;
  const isOwner = frame.person?.id === view.student.id;
  // What it is a draft of may not be published yet.
  const isDryRun = view.source === 'dry-run';
  // The live part tells itself why nothing is graded, and when that is over.
  const around = live ? { ...frame, trouble: null } : frame;
  return layout(
    around,
    titleOf(view, lang),
    html`${live ? stream(page, lang) : html`<div id="live">${changing(page, lang)}</div>`}
${isOwner && !isDryRun && html`<div class="no-print">${badgeSnippet({ id, url }, lang)}</div>`}
<p class="quiet no-print">${!isDryRun && html`<a href="/assignments/${assignment}">${WORDS.assignment[lang]}</a> · `}<a href="/api/submissions/${id}">${WORDS.json[lang]}</a></p>`,
  );
}

/** What takes the place of the part of the page that changes, with the title of the window. */
export function liveFragment(page: SubmissionPage, lang: Lang): Markup {
  const { view, live } = page;
  const short = live ? statusText(live, lang) : endText(view, lang);
  return html`<title>${short.replace(/\.$/, '')} · ${titleOf(view, lang)}</title>
${changing(page, lang)}`;
}

function changing({ view, live, key }: SubmissionPage, lang: Lang): Markup {
  return html`${facts(view, lang)}
${live ? livePart(live, lang) : endedPart(view, key, lang)}`;
}

/** The stream begins with everything, so nothing is missed between this page and its first message; it is asked for again where that failed. */
function stream(page: SubmissionPage, lang: Lang): Markup {
  const { id } = page.view;
  return html`<div class="notice bad live-lost" role="status" data-lost="${WORDS.lost[lang]}"></div>
<div id="live" hx-sse:connect="/submissions/${id}/live?lang=${lang}" hx-trigger="load, again" hx-sse:close="end" hx-swap="innerMorph" hx-config="${STREAM}">${changing(page, lang)}</div>
<noscript><p>${WORDS.still[lang]} <a href="/submissions/${id}">${WORDS.look[lang]}</a></p></noscript>`;
}

function titleOf({ title, source }: SubmissionView, lang: Lang): string {
  return `${(source === 'dry-run' ? WORDS.dryRun : WORDS.for)[lang]} ${title}`;
}
