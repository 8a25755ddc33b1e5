import type { Lang } from '../../core/text.ts';
import type { GradeView } from '../../core/wire/grades.ts';
import type { Problem } from '../../core/wire/problem.ts';
import { html, type Markup } from '../html.ts';
import { copied } from '../parts/copied.ts';
import { handInForm } from '../parts/hand-in.ts';
import { notice, problemNotice } from '../parts/notice.ts';
import { points } from '../parts/points.ts';
import { WORDS } from './words.ts';

/** A form of this page that could not be taken: as it was typed, and why. */
export interface Refused {
  form: 'override' | 'removal';
  typed: { score: string; reason: string };
  problem: Problem;
}

/** Where the forms of a student lead to. */
export interface Place {
  assignment: string;
  student: GradeView['student'];
}

/** To set a score by hand, and where one is set, to take it away. */
export function overrideForms(place: Place, grade: GradeView, refused: Refused | null, lang: Lang): Markup {
  const at = `/assignments/${place.assignment}/students/${place.student.id}`;
  const [setting, taking] = (['override', 'removal'] as const).map((form) => (refused?.form === form ? refused : null));
  return html`<section class="card" id="override"><h2>${WORDS.setTitle[lang]}</h2>
${setting && problemNotice(setting.problem)}
<form method="post" action="${at}/override">
<p class="hint">${WORDS.setHint[lang]}</p>
<label for="score">${WORDS.score[lang]}${grade.possible !== null && html` <span class="quiet">(${WORDS.outOf[lang]} ${points(grade.possible, lang)})</span>`}</label>
<input id="score" name="score" inputmode="decimal" maxlength="20" required autocomplete="off" value="${setting?.typed.score ?? ''}"${setting && html` autofocus`}>
${reasonField('reason', setting?.typed.reason ?? '', lang)}
<p><button>${WORDS.set[lang]}</button></p></form>
${
  (grade.override !== null || taking) &&
  html`<h3>${WORDS.takeTitle[lang]}</h3>
${taking && problemNotice(taking.problem)}
<form method="post" action="${at}/override/removal"><p class="hint">${WORDS.takeHint[lang]}</p>
${reasonField('removal-reason', taking?.typed.reason ?? '', lang, taking !== null)}
<p><button class="danger">${WORDS.takeAway[lang]}</button></p></form>`
}
</section>`;
}

/** One student graded again, always with a preview: the form of all regrades, filled in. */
export function regradeForm({ assignment, student }: Place, lang: Lang): Markup {
  return html`<section class="card"><h2>${WORDS.regrade[lang]}</h2>
<p class="hint">${WORDS.regradeHint[lang]}</p>
<form method="post" action="/assignments/${assignment}/regrades" class="row">
<input type="hidden" name="email" value="${student.email}"><input type="hidden" name="publish" value="preview">
<button name="mode" value="judge" class="second">${WORDS.judge[lang]}</button>
<button name="mode" value="run" class="second">${WORDS.run[lang]}</button>
</form></section>`;
}

export function handInFor({ assignment, student }: Place, key: string, lang: Lang): Markup {
  const typed = { repository: '', ref: '', student: student.email };
  return html`<details class="card"><summary>${WORDS.handIn[lang]}</summary>
<p class="hint">${WORDS.handInHint[lang]}</p>
${handInForm({ assignment, key, typed, forOthers: true, problem: null }, lang)}</details>`;
}

/** A personal link that was just made. */
export function newLink({ student }: Place, link: string, lang: Lang): Markup {
  return notice(
    'good',
    html`<p>${WORDS.linkMade[lang]} ${student.email}.</p>${copied('new-link', WORDS.link[lang], link, lang)}`,
  );
}

export function linkForm({ assignment, student }: Place, lang: Lang): Markup {
  return html`<section class="card" id="link"><h2>${WORDS.link[lang]}</h2>
<p class="hint">${WORDS.linkHint[lang]}</p>
<form method="post" action="/assignments/${assignment}/students/${student.id}/link"><button class="second">${WORDS.newLink[lang]}</button></form>
</section>`;
}

function reasonField(id: string, typed: string, lang: Lang, isWrong = false): Markup {
  return html`<label for="${id}">${WORDS.reason[lang]}</label>
<input id="${id}" name="reason" maxlength="500" required autocomplete="off" aria-describedby="${id}-hint" value="${typed}"${isWrong && html` autofocus`}>
<p class="hint" id="${id}-hint">${WORDS.reasonHint[lang]}</p>`;
}
