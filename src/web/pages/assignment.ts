import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentView } from '../../core/wire/assignment.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { againForms } from '../parts/again.ts';
import { attemptsText, deadline, openMark, whyNot } from '../parts/assignment-facts.ts';
import { type Attempts, attemptList } from '../parts/attempts.ts';
import { badgeSnippet } from '../parts/badge.ts';
import { type HandInForm, handInForm } from '../parts/hand-in.ts';
import { notice, problemNotice } from '../parts/notice.ts';
import { points, scoreBar, scoreText } from '../parts/points.ts';
import { rubricByGroup } from '../parts/rubric.ts';
import { teacherLinks } from '../parts/teacher-links.ts';
import { terminal } from '../parts/terminal.ts';

export interface AssignmentPage {
  assignment: AssignmentView;
  /** Of whoever looks. */
  attempts: Attempts;
  /** What counts for them, with what being late cost; null before anything was graded. `byHand`: why a teacher set it. */
  grade: { earned: number; possible: number; byHand: string | null } | null;
  /** What was typed, after a mistake. */
  typed: HandInForm['typed'] | null;
  problem: Problem | null;
  /** Fresh for each page. */
  key: string;
  url: string;
  /** ISO 8601. */
  now: string;
}

const WORDS = {
  handIn: { en: 'Hand in', es: 'Entregar' },
  again: { en: 'The same repository again', es: 'Otra vez el mismo repositorio' },
  attempts: { en: 'Your attempts', es: 'Tus intentos' },
  trials: { en: 'Handed in by you, on trial', es: 'Tus entregas, de prueba' },
  asked: { en: 'What is asked', es: 'Qué se pide' },
  of: { en: 'points in all', es: 'puntos en total' },
  counts: { en: 'What counts', es: 'Lo que cuenta' },
  byHand: { en: 'set by your teacher:', es: 'la puso tu docente:' },
  closed: { en: 'This assignment takes no more submissions.', es: 'Esta consigna ya no recibe entregas.' },
  closedThen: {
    en: 'What you handed in before counts. If there is a reason, ask your teacher: a teacher can still hand in for you.',
    es: 'Lo que entregaste antes cuenta. Si hay un motivo, habla con tu docente: todavía puede entregar por ti.',
  },
  'no-attempts': { en: 'All your attempts are used.', es: 'Usaste todos tus intentos.' },
  'no-attemptsThen': {
    en: 'One that waits or runs can be cancelled below, which gives its attempt back; else ask your teacher.',
    es: 'Uno que espera o está en curso se puede cancelar abajo, y devuelve su intento; si no, habla con tu docente.',
  },
} satisfies Record<string, Text>;

/** One assignment: what it asks, the form to hand in, and what was handed in before. Pure. */
export function assignmentPage(frame: Frame, data: AssignmentPage): string {
  const { lang, person } = frame;
  const { assignment, attempts, grade, now, url } = data;
  const isTeacher = person?.role === 'teacher';
  const [newest] = attempts.submissions;
  return layout(
    frame,
    assignment.title,
    html`<p>${openMark(assignment, lang)} ${deadline(assignment, now, lang)}</p>
${isTeacher && teacherLinks(assignment.id, lang)}
${grade && html`<p class="counted">${WORDS.counts[lang]}: <strong>${scoreText(grade, lang)}</strong>${grade.byHand !== null && html` <span class="quiet">(${WORDS.byHand[lang]} ${grade.byHand})</span>`}${scoreBar(grade)}</p>`}
${!isTeacher && html`<p class="quiet">${attemptsText(assignment, lang)}</p>`}
<section><h2>${WORDS.handIn[lang]}</h2>${handIn(data, isTeacher, lang)}</section>
<section><h2>${(isTeacher ? WORDS.trials : WORDS.attempts)[lang]}</h2>${attemptList(attempts, lang)}</section>
<section><h2>${WORDS.asked[lang]} <span class="quiet">${points(assignment.points, lang)} ${WORDS.of[lang]}</span></h2>${rubricByGroup(assignment.rubric, lang)}</section>
${newest && badgeSnippet({ id: newest.id, url }, lang)}
${terminal({ url, assignment: assignment.id }, lang)}`,
  );
}

/** The form, or why there is none and how to go on. */
function handIn(data: AssignmentPage, isTeacher: boolean, lang: Lang): Markup {
  const { assignment, attempts, typed, problem, key } = data;
  const why = isTeacher ? null : whyNot(assignment);
  if (why !== null) {
    return html`${problem && problemNotice(problem)}${notice('note', html`<p><strong>${WORDS[why][lang]}</strong></p><p>${WORDS[`${why}Then`][lang]}</p>`)}`;
  }
  const newest = attempts.submissions.find(({ repository }) => repository.startsWith('https:'));
  const begin = { repository: newest?.repository ?? '', ref: newest?.ref ?? '', student: '' };
  const form = { assignment: assignment.id, key, typed: typed ?? begin, forOthers: isTeacher, problem };
  const ended = newest?.state === 'finished' || newest?.state === 'cancelled';
  return html`${handInForm(form, lang)}
${newest && ended && html`<p class="hint">${WORDS.again[lang]}: <code>${newest.repository}</code></p>${againForms(newest, key, lang)}`}`;
}
