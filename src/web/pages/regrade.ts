import type { Lang } from '../../core/text.ts';
import type { RegradeItem, RegradeView } from '../../core/wire/grades.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { counted, tallies } from '../parts/counted.ts';
import { notice, problemNotice } from '../parts/notice.ts';
import { points } from '../parts/points.ts';
import { moment } from '../parts/time.ts';
import { trail } from '../parts/trail.ts';
import { turnPages } from '../parts/turn-pages.ts';
import { differenceChart, signed } from '../regrades/chart.ts';
import { COUNTED, MODES, WORDS } from '../regrades/words.ts';

/** How many of those who change stand on one page. */
const CHANGES_PER_PAGE = 100;

type Change = RegradeView['changes'][number];

/** What is shown of a regrade: how far it is while it runs, and then what it does to grades. */
export type Shown = { state: 'running'; regrade: RegradeItem } | { state: 'ended'; regrade: RegradeView; page: number };

/** One regrade: it runs, is looked at, is published or discarded. */
export function regradePage(
  frame: Frame,
  { assignment, shown, problem }: { assignment: { id: string; title: string }; shown: Shown; problem: Problem | null },
): string {
  const { lang } = frame;
  const { mode, createdAt, createdBy } = shown.regrade;
  return layout(
    frame,
    WORDS.one[lang],
    html`${trail(
      [
        ['/', WORDS.assignments[lang]],
        [`/assignments/${assignment.id}`, assignment.title],
        [`/assignments/${assignment.id}/regrades`, WORDS.title[lang]],
      ],
      lang,
    )}
${problem && problemNotice(problem)}
<p class="quiet">${MODES[mode][lang]} · ${createdBy} · ${moment(createdAt, lang)}</p>
<div id="regrade">${regradeBody(shown, lang)}</div>`,
  );
}

/** What changes while one looks: what runs asks for this again every two seconds, and what is ready does not. */
export function regradeBody(shown: Shown, lang: Lang): Markup {
  return shown.state === 'running' ? running(shown.regrade, lang) : ended(shown.regrade, shown.page, lang);
}

function running(regrade: RegradeItem, lang: Lang): Markup {
  const at = addressOf(regrade);
  const { ended, of } = regrade.progress;
  return html`<div class="card" hx-get="${at}/live" hx-trigger="every 2s" hx-target="#regrade" hx-swap="innerMorph">
<p role="status">${WORDS.isRunning[lang]}</p>
<label for="progress">${WORDS.progress[lang]}: ${ended} ${WORDS.of[lang]} ${of} ${WORDS.ended[lang]}</label>
<progress id="progress" max="${Math.max(1, of)}" value="${ended}"></progress>
${failures(regrade.failed, lang)}
<noscript><p><a href="${at}">${WORDS.lookAgain[lang]}</a></p></noscript>
</div>
${discardForm(at, lang)}`;
}

function ended(regrade: RegradeView, page: number, lang: Lang): Markup {
  const { state, summary, changes } = regrade;
  const at = addressOf(regrade);
  // What it would have done is of no interest any more, and the grades have gone on since.
  if (state === 'discarded') return standing(regrade, lang);
  return html`${standing(regrade, lang)}
${tallies(
  [
    { count: summary.up, words: COUNTED.gain, tone: 'good' },
    { count: summary.down, words: COUNTED.lose, tone: 'bad' },
    { count: summary.same, words: COUNTED.stay },
  ],
  lang,
)}
${failures(summary.failed, lang)}
${state === 'ready' && html`<p>${WORDS.publishMeans[lang]}</p><div class="row">${publishForm(at, regrade, lang)}${discardForm(at, lang)}</div>`}
${changes.length === 0 ? html`<p>${WORDS.nobody[lang]}</p>` : changesOf(changes, { at, page, assignment: regrade.assignment }, lang)}`;
}

function standing({ state, endedAt }: RegradeView, lang: Lang): Markup {
  const when = endedAt !== null && html` <span class="quiet">${moment(endedAt, lang)}</span>`;
  if (state === 'published') return notice('good', html`<p role="status">${WORDS.isPublished[lang]}${when}</p>`);
  if (state === 'discarded') return notice('note', html`<p role="status">${WORDS.isDiscarded[lang]}${when}</p>`);
  return notice('note', html`<p role="status">${WORDS.isReady[lang]}</p>`);
}

function failures(failed: number, lang: Lang): Markup | null {
  return failed === 0 ? null : html`<p>${counted(failed, COUNTED.failed, lang)}.</p>`;
}

function publishForm(at: string, { summary: { up, down } }: RegradeView, lang: Lang): Markup {
  return html`<form method="post" action="${at}/publication"><button>${WORDS.publish[lang]}: ${counted(up, COUNTED.gain, lang)}, ${counted(down, COUNTED.lose, lang)}</button></form>`;
}

function discardForm(at: string, lang: Lang): Markup {
  return html`<form method="post" action="${at}/discard"><button class="danger">${WORDS.discard[lang]}</button></form>`;
}

function changesOf(
  changes: readonly Change[],
  { at, page, assignment }: { at: string; page: number; assignment: string },
  lang: Lang,
): Markup {
  const first = (page - 1) * CHANGES_PER_PAGE;
  return html`<h2>${WORDS.distribution[lang]}</h2>
${differenceChart(
  changes.map(({ difference }) => difference),
  lang,
)}
<h2 id="changes">${WORDS.changes[lang]}</h2>
<div class="scroll wrapping" role="region" aria-label="${WORDS.changes[lang]}" tabindex="0"><table>
<thead><tr><th>${WORDS.student[lang]}</th><th class="number">${WORDS.before[lang]}</th><th class="number">${WORDS.after[lang]}</th><th class="number">${WORDS.difference[lang]}</th><th>${WORDS.submission[lang]}</th></tr></thead>
<tbody>${changes.slice(first, first + CHANGES_PER_PAGE).map((change) => row(change, assignment, lang))}</tbody></table></div>
${turnPages({ page, perPage: CHANGES_PER_PAGE, total: changes.length }, (other) => `${at}?page=${other}#changes`, lang)}`;
}

function row({ student, submission, before, after, difference }: Change, assignment: string, lang: Lang): Markup {
  const tone = difference < 0 ? 'loss' : 'gain';
  return html`<tr><td><a href="/assignments/${assignment}/students/${student.id}">${student.name}</a></td>
<td class="number">${before === null ? WORDS.notGraded[lang] : points(before.earned, lang)}</td><td class="number">${points(after.earned, lang)} / ${points(after.possible, lang)}</td>
<td class="number ${tone}">${signed(difference, lang)}</td>
<td><a href="/submissions/${submission}">${WORDS.see[lang]}<span class="hidden">: ${student.name}</span></a></td></tr>`;
}

function addressOf({ assignment, id }: Pick<RegradeItem, 'assignment' | 'id'>): string {
  return `/assignments/${assignment}/regrades/${id}`;
}
