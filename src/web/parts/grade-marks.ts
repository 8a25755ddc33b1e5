import type { Lang, Text } from '../../core/text.ts';
import type { GradeView } from '../../core/wire/grades.ts';
import type { NewestView } from '../../core/wire/matrix.ts';
import { html, type Markup } from '../html.ts';
import { OUTCOMES, STATES } from '../words.ts';
import { emailText } from './email.ts';
import { points } from './points.ts';

const WORDS = {
  missing: { en: 'missing', es: 'falta' },
  byHand: { en: 'by hand', es: 'a mano' },
  bonus: { en: 'bonus', es: 'extra' },
  late: { en: 'late', es: 'tarde' },
  day: { en: 'd', es: 'd' },
  left: { en: 'left the roster', es: 'salió de la lista' },
  attempts: { en: 'attempts', es: 'intentos' },
  attempt: { en: 'attempt', es: 'intento' },
  fault: { en: 'fault of ours', es: 'falla nuestra' },
} satisfies Record<string, Text>;

/** Who somebody is, with the way to their history. */
export function studentCell(
  { student, enrolled }: Pick<GradeView, 'student' | 'enrolled'>,
  href: string,
  lang: Lang,
): Markup {
  return html`<th scope="row"><a href="${href}">${student.name}</a>${!enrolled && html` <span class="mark part">${WORDS.left[lang]}</span>`}<span class="quiet email">${emailText(student.email)}</span></th>`;
}

/** What counts: a score, and by hand and bonus where it is so. */
export function scoreMarks({ score, possible, override }: GradeView, lang: Lang): Markup {
  if (score === null || possible === null) return html`<span class="quiet">–</span>`;
  const marks = [
    override && html`<span class="mark part">${WORDS.byHand[lang]}</span>`,
    score > possible && html` <span class="mark good">${WORDS.bonus[lang]}</span>`,
  ].filter(Boolean);
  return html`<strong>${points(score, lang)}</strong><span class="quiet"> / ${points(possible, lang)}</span>${marks.length > 0 && html`<span class="marks">${marks}</span>`}`;
}

export function lateMark({ lateDays }: Pick<GradeView, 'lateDays'>, lang: Lang): Markup | false {
  return lateDays > 0 && html`<span class="mark bad">${lateDays} ${WORDS.day[lang]} ${WORDS.late[lang]}</span>`;
}

/** Where the newest submission is, if it is under way or came to nothing by a fault of ours; elsewhere the score says enough. */
export function underWay(newest: NewestView | null, lang: Lang): Markup | false {
  if (newest === null) return false;
  const { submission, state, outcome } = newest;
  if (state === 'waiting' || state === 'running') {
    return html`<a class="mark run" href="/submissions/${submission}">${STATES[state][lang]}</a>`;
  }
  return outcome === 'error' && html`<a class="mark bad" href="/submissions/${submission}">${WORDS.fault[lang]}</a>`;
}

/** The state of the newest submission in words, whatever it is. */
export function newestState(newest: NewestView | null, lang: Lang): Markup {
  if (newest === null) return html`<span class="mark">${WORDS.missing[lang]}</span>`;
  const { submission, state, outcome } = newest;
  const said = underWay(newest, lang);
  if (said) return said;
  return html`<a href="/submissions/${submission}">${(outcome === null ? STATES[state] : OUTCOMES[outcome])[lang]}</a>`;
}

/** Everything about one grade in little room: a cell of students × assignments. */
export function gradeCell(
  grade: (GradeView & { newest: NewestView | null }) | undefined,
  href: string,
  lang: Lang,
): Markup {
  if (grade === undefined) return html`<td class="number quiet">·</td>`;
  const { score, attempts, newest } = grade;
  const said =
    score === null
      ? newest === null && html`<a class="mark" href="${href}">${WORDS.missing[lang]}</a>`
      : html`<a href="${href}">${scoreMarks({ ...grade, override: null }, lang)}</a>`;
  const marks = [
    grade.override && html`<span class="mark part" title="${grade.override.reason}">${WORDS.byHand[lang]}</span>`,
    lateMark(grade, lang),
    underWay(newest, lang),
    attempts > 1 && html`<span class="quiet">${attempts} ${WORDS.attempts[lang]}</span>`,
    attempts === 1 && html`<span class="quiet">1 ${WORDS.attempt[lang]}</span>`,
  ].filter((mark) => mark !== false && mark !== null);
  return html`<td class="number">${said}${marks.length > 0 && html`<span class="marks">${marks.map((mark, index) => html`${index > 0 && ' '}${mark}`)}</span>`}</td>`;
}
