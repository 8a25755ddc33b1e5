import type { RosterCheck, RosterPlan } from '../../core/roster.ts';
import type { Lang } from '../../core/text.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { counted, tallies } from '../parts/counted.ts';
import { emailText } from '../parts/email.ts';
import { notice, problemNotice } from '../parts/notice.ts';
import { COUNTED, WORDS } from '../roster/words.ts';
import { type OfAssignment, rosterTrail, uploadForm } from './roster.ts';

/** Of each kind so many are named; the others are counted. */
const NAMED = 200;

type Fitting = Extract<RosterCheck, { fits: true }>;
type Wrong = Extract<RosterCheck, { fits: false }>;

/**
 * What storing a file would do. `carried`: the file, as the form brings it back. `guessed`: it does not tell in which encoding it is. `problem`: why it was not
 * stored already.
 */
export function rosterCheckPage(
  frame: Frame,
  {
    assignment,
    check,
    carried,
    guessed,
    problem,
  }: { assignment: OfAssignment; check: Fitting; carried: string; guessed: boolean; problem: Problem | null },
): string {
  const { lang } = frame;
  const { plan, checked } = check;
  return layout(
    frame,
    WORDS.checkTitle[lang],
    html`${rosterTrail(assignment, lang, true)}
${problem && problemNotice(problem)}
${guessed && notice('note', html`<p>${WORDS.guessed[lang]}</p>`)}
<p>${WORDS.nothingStored[lang]}</p>
${counts(plan, lang)}
<form method="post" action="/assignments/${assignment.id}/roster" enctype="multipart/form-data">
<input type="hidden" name="csv" value="${carried}"><input type="hidden" name="checked" value="${checked}">
<p class="row"><button>${WORDS.store[lang]}</button>
<a href="/assignments/${assignment.id}/roster">${WORDS.back[lang]}</a></p>
</form>
${people('leaving', plan.leaving, lang)}
${changes(plan.changed, lang)}
${people('added', plan.added, lang)}
${people('joining', plan.joining, lang)}`,
  );
}

/** The mistakes of a file with the lines that they stand in, and the form with its text, to be mended there. */
export function rosterMistakesPage(
  frame: Frame,
  { assignment, check, guessed }: { assignment: OfAssignment; check: Wrong; guessed: boolean },
): string {
  const { lang } = frame;
  const { mistakes, count, text } = check;
  return layout(
    frame,
    WORDS.title[lang],
    html`${rosterTrail(assignment, lang, true)}
${notice('bad', html`<p><strong>${WORDS.mistakes[lang]}.</strong></p>`)}
${guessed && notice('note', html`<p>${WORDS.guessed[lang]}</p>`)}
${count > mistakes.length && html`<p>${mistakes.length} ${WORDS.shownOf[lang]} ${count.toLocaleString(lang)}</p>`}
<ol class="mistakes">${mistakes.map(
      ({
        line,
        column,
        found,
        expected,
        source,
      }) => html`<li><strong>${WORDS.line[lang]} ${line}, ${WORDS.column[lang]} ${column}</strong>
${source !== null && html`<pre><code>${source}</code></pre>`}
<dl class="facts"><dt>${WORDS.found[lang]}</dt><dd>${found[lang]}</dd><dt>${WORDS.expected[lang]}</dt><dd>${expected[lang]}</dd></dl></li>`,
    )}</ol>
<h2 id="change">${WORDS.change[lang]}</h2>
${uploadForm(assignment, text ?? '', lang)}`,
  );
}

function counts({ students, added, joining, kept, leaving, changed }: RosterPlan, lang: Lang): Markup {
  if (added.length + joining.length + leaving.length + changed.length === 0) {
    return notice('note', html`<p>${WORDS.same[lang]}</p>`);
  }
  return tallies(
    [
      { count: students, words: COUNTED.students },
      { count: added.length, words: COUNTED.added, tone: 'good' as const },
      ...(joining.length > 0 ? [{ count: joining.length, words: COUNTED.joining }] : []),
      { count: kept, words: COUNTED.kept },
      { count: leaving.length, words: COUNTED.leaving, tone: 'bad' as const },
      { count: changed.length, words: COUNTED.changed },
    ],
    lang,
  );
}

function people(
  kind: 'leaving' | 'added' | 'joining',
  all: readonly { name: string; email: string; github: string | null }[],
  lang: Lang,
): Markup | null {
  if (all.length === 0) return null;
  return html`<h2>${counted(all.length, COUNTED[kind], lang)}</h2>
<p class="quiet">${WORDS[`${kind}Hint`][lang]}</p>
<ul class="names">${all
    .slice(0, NAMED)
    .map(
      ({ name, email, github }) =>
        html`<li>${name} <span class="quiet">${email}${github !== null && ` · ${github}`}</span></li>`,
    )}</ul>${more(all.length, lang)}`;
}

function changes(all: RosterPlan['changed'], lang: Lang): Markup | null {
  if (all.length === 0) return null;
  const cell = (name: string, github: string | null) =>
    html`<td>${name} <span class="quiet">${github ?? '–'}</span></td>`;
  return html`<h2>${counted(all.length, COUNTED.changed, lang)}</h2>
<p class="quiet">${WORDS.changedHint[lang]}</p>
<div class="scroll wrapping broad" role="region" aria-label="${COUNTED.changed.many[lang]}" tabindex="0"><table>
<thead><tr><th>${WORDS.email[lang]}</th><th>${WORDS.before[lang]}</th><th>${WORDS.after[lang]}</th></tr></thead>
<tbody>${all
    .slice(0, NAMED)
    .map(
      ({ before, name, github }) =>
        html`<tr><td class="email">${emailText(before.email)}</td>${cell(before.name, before.github)}${cell(name, github)}</tr>`,
    )}</tbody></table></div>${more(all.length, lang)}`;
}

function more(count: number, lang: Lang): Markup | null {
  return count > NAMED
    ? html`<p class="quiet">${WORDS.more[lang]} (${(count - NAMED).toLocaleString(lang)})</p>`
    : null;
}
