import type { Lang } from '../../core/text.ts';
import type { AssignmentView } from '../../core/wire/assignment.ts';
import type { GradeHistory, GradeView } from '../../core/wire/grades.ts';
import { html, type Markup } from '../html.ts';
import { points, scoreBar, scoreText } from '../parts/points.ts';
import { moment } from '../parts/time.ts';
import { KINDS, WORDS } from './words.ts';

/** The grade of one student, and how it comes about. */
export function gradeCard(grade: GradeView, { attempts }: Pick<AssignmentView, 'attempts'>, lang: Lang): Markup {
  const { score, possible, computed, override, lateDays, penalty, submission } = grade;
  const count = attempts.limit === null ? `${grade.attempts}` : `${grade.attempts} / ${attempts.limit}`;
  return html`<section class="card standing" aria-label="${WORDS.grade[lang]}">
<p class="big">${score === null ? WORDS.noGrade[lang] : scored(score, possible, lang)}</p>
${score !== null && possible !== null && scoreBar({ earned: score, possible })}
<dl class="facts">
${override !== null && fact(WORDS.byHand[lang], html`${points(override.score, lang)} · ${override.by} · ${moment(override.at, lang)}<br>“${override.reason}”`)}
${computed !== null && (override !== null || penalty > 0) && fact(WORDS.computed[lang], html`${scored(computed, possible, lang)}`)}
${lateDays > 0 && fact(WORDS.penalty[lang], html`−${points(penalty, lang)} (${lateDays} ${(lateDays === 1 ? WORDS.day : WORDS.days)[lang]})`)}
${fact(WORDS.attempts[lang], html`${count}`)}
${score !== null && fact(WORDS.counting[lang], html`${override === null ? WORDS[attempts.count][lang] : WORDS.handCounts[lang]}${override === null && submission !== null && html`: <a href="/submissions/${submission}">${WORDS.thisOne[lang]}</a>`}`)}
</dl>
</section>`;
}

/** Everything that ever changed it, newest first. */
export function gradeHistory(history: GradeHistory['history'], lang: Lang): Markup {
  if (history.length === 0) return html`<p>${WORDS.noHistory[lang]}</p>`;
  return html`<div class="scroll" role="region" aria-label="${WORDS.history[lang]}" tabindex="0"><table class="history">
<thead><tr><th>${WORDS.when[lang]}</th><th>${WORDS.what[lang]}</th><th class="number">${WORDS.from[lang]}</th><th class="number">${WORDS.to[lang]}</th><th>${WORDS.who[lang]}</th><th>${WORDS.why[lang]}</th></tr></thead>
<tbody>${history.toReversed().map(
    ({ at, kind, before, after, by, reason, submission }) => html`<tr><td>${moment(at, lang)}</td>
<td>${KINDS[kind][lang]}${submission !== null && html` · <a href="/submissions/${submission}">${WORDS.submission[lang]}</a>`}</td>
<td class="number">${before === null ? '–' : points(before, lang)}</td><td class="number">${after === null ? '–' : points(after, lang)}</td>
<td>${by ?? 'dockgrade'}</td><td>${reason}</td></tr>`,
  )}</tbody></table></div>`;
}

function fact(name: string, value: Markup): Markup {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function scored(earned: number, possible: number | null, lang: Lang): string {
  return possible === null ? points(earned, lang) : scoreText({ earned, possible }, lang);
}
