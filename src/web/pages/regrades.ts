import type { Lang } from '../../core/text.ts';
import type { RegradeItem } from '../../core/wire/grades.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { notice, problemNotice } from '../parts/notice.ts';
import { moment } from '../parts/time.ts';
import { trail } from '../parts/trail.ts';
import { MODES, STATES, WORDS } from '../regrades/words.ts';

/** The form for a new one, as it was typed. */
export interface RegradeForm {
  mode: 'judge' | 'run';
  publish: 'preview' | 'at-once';
  email: string;
}

export interface Regrades {
  assignment: { id: string; title: string };
  /** Newest first. */
  regrades: readonly RegradeItem[];
  typed: RegradeForm;
  problem: Problem | null;
}

export const NEW_REGRADE: RegradeForm = { mode: 'judge', publish: 'preview', email: '' };

/** What was graded again, and the form to do so. */
export function regradesPage(frame: Frame, { assignment, regrades, typed, problem }: Regrades): string {
  const { lang } = frame;
  const { id, title } = assignment;
  const underWay = regrades.find(({ state }) => state === 'running' || state === 'ready');
  return layout(
    frame,
    WORDS.title[lang],
    html`${trail(
      [
        ['/', WORDS.assignments[lang]],
        [`/assignments/${id}`, title],
      ],
      lang,
    )}
${problem && problemNotice(problem)}
${regrades.length === 0 ? html`<p>${WORDS.none[lang]}</p>` : list(id, regrades, lang)}
<h2 id="begin">${WORDS.begin[lang]}</h2>
${underWay && problem === null ? notice('note', html`<p>${WORDS.underWay[lang]} <a href="/assignments/${id}/regrades/${underWay.id}">${WORDS.one[lang]}: ${STATES[underWay.state][lang]}</a></p>`) : form(id, typed, lang)}`,
  );
}

function form(id: string, typed: RegradeForm, lang: Lang): Markup {
  return html`<form class="card" method="post" action="/assignments/${id}/regrades">
<fieldset><legend>${WORDS.what[lang]}</legend>
${option('mode', 'judge', typed.mode, WORDS.judge[lang], WORDS.judgeHint[lang])}
${option('mode', 'run', typed.mode, WORDS.run[lang], WORDS.runHint[lang])}</fieldset>
<label for="email">${WORDS.whom[lang]}</label>
<input id="email" name="email" type="text" inputmode="email" maxlength="254" value="${typed.email}" autocomplete="off">
<fieldset><legend>${WORDS.next[lang]}</legend>
${option('publish', 'preview', typed.publish, WORDS.preview[lang])}
${option('publish', 'at-once', typed.publish, WORDS.atOnce[lang])}</fieldset>
<p><button>${WORDS.start[lang]}</button></p>
</form>`;
}

function option(name: string, value: string, chosen: string, words: string, hint?: string): Markup {
  const id = `${name}-${value}`;
  return html`<div class="choice"><input type="radio" id="${id}" name="${name}" value="${value}"${value === chosen && html` checked`}${hint !== undefined && html` aria-describedby="${id}-hint"`}>
<div><label for="${id}">${words}</label>${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}</div></div>`;
}

function list(assignment: string, regrades: readonly RegradeItem[], lang: Lang): Markup {
  return html`<div class="scroll" role="region" aria-label="${WORDS.title[lang]}" tabindex="0"><table>
<thead><tr><th>${WORDS.begun[lang]}</th><th>${WORDS.by[lang]}</th><th>${WORDS.how[lang]}</th><th>${WORDS.state[lang]}</th><th class="number">${WORDS.progress[lang]}</th></tr></thead>
<tbody>${regrades.map(
    ({ id, createdAt, createdBy, mode, state, progress }) => html`<tr>
<td><a href="/assignments/${assignment}/regrades/${id}">${moment(createdAt, lang)}</a></td><td>${createdBy}</td><td>${MODES[mode][lang]}</td>
<td${state === 'ready' && html` class="waits"`}>${STATES[state][lang]}</td><td class="number">${progress.ended} / ${progress.of}</td></tr>`,
  )}</tbody></table></div>`;
}
