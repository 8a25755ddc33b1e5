import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentItem } from '../../core/wire/assignment.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { attemptsText, deadline, openMark, whyNot } from '../parts/assignment-facts.ts';
import { stateText } from '../parts/attempts.ts';
import { scoreBar, scoreText } from '../parts/points.ts';
import { teacherLinks } from '../parts/teacher-links.ts';
import { terminal } from '../parts/terminal.ts';
import { moment } from '../parts/time.ts';

/** An assignment as a student sees it among the others. */
export interface AssignmentCard {
  assignment: AssignmentItem;
  /** What counts, with what being late cost; null before anything was graded. */
  grade: { earned: number; possible: number } | null;
  newest: SubmissionItem | null;
}

export interface Home {
  cards: readonly AssignmentCard[];
  /** For teachers: what was handed in last, by anybody. */
  submissions: readonly SubmissionItem[];
  url: string;
  /** ISO 8601. */
  now: string;
}

const WORDS = {
  title: { en: 'Assignments', es: 'Consignas' },
  none: {
    en: 'You are on the roster of no assignment yet. Ask your teacher.',
    es: 'Todavía no estás en la lista de ninguna consigna. Pregúntale a tu docente.',
  },
  noneYet: { en: 'There is no assignment yet.', es: 'Todavía no hay ninguna consigna.' },
  make: { en: 'New assignment', es: 'Nueva consigna' },
  newest: { en: 'Newest', es: 'La más nueva' },
  nothing: { en: 'Nothing was handed in yet.', es: 'Todavía no hay entregas.' },
  handIn: { en: 'Hand in', es: 'Entregar' },
  look: { en: 'Look at it', es: 'Ver' },
  counts: { en: 'What counts', es: 'Lo que cuenta' },
  noAttempts: { en: 'no attempts left', es: 'sin intentos' },
  last: { en: 'Handed in last', es: 'Últimas entregas' },
} satisfies Record<string, Text>;

/** What somebody sees first who is signed in: their assignments. Pure. */
export function homePage(frame: Frame, home: Home): string {
  const { lang, person } = frame;
  const isTeacher = person?.role === 'teacher';
  const { cards, url, now } = home;
  const none = (isTeacher ? WORDS.noneYet : WORDS.none)[lang];
  return layout(
    frame,
    WORDS.title[lang],
    html`${isTeacher && html`<p><a class="button" href="/assignments/new">${WORDS.make[lang]}</a></p>`}
${cards.length === 0 && html`<p>${none}</p>`}
<div class="cards">${[...cards].sort(byUrgency).map((card) => (isTeacher ? teacherCard(card, now, lang) : studentCard(card, now, lang)))}</div>
${isTeacher && handedInLast(home.submissions, lang)}
${terminal({ url, assignment: cards[0]?.assignment.id ?? 'ID' }, lang)}`,
  );
}

/** What can be handed in comes first, the next deadline at the top; of what is closed the latest. */
function byUrgency({ assignment: a }: AssignmentCard, { assignment: b }: AssignmentCard): number {
  if (a.open !== b.open) return a.open ? -1 : 1;
  const [first, second] = [a.due ?? '9999', b.due ?? '9999'].map((due) => Date.parse(due));
  return ((first ?? 0) - (second ?? 0)) * (a.open ? 1 : -1);
}

function studentCard({ assignment, grade, newest }: AssignmentCard, now: string, lang: Lang): Markup {
  const { id, title } = assignment;
  const why = whyNot(assignment);
  return html`<article class="card assignment">
<h2><a href="/assignments/${id}">${title}</a> ${openMark(assignment, lang)}</h2>
<p>${deadline(assignment, now, lang)}</p>
${grade && html`<p class="counted">${WORDS.counts[lang]}: <strong>${scoreText(grade, lang)}</strong>${scoreBar(grade)}</p>`}
<p class="quiet">${attemptsText(assignment, lang)}${why === 'no-attempts' && ` (${WORDS.noAttempts[lang]})`}</p>
<p class="row">${why === null ? html`<a class="button" href="/assignments/${id}">${WORDS.handIn[lang]}</a>` : html`<a class="button second" href="/assignments/${id}">${WORDS.look[lang]}</a>`}
<span>${newest ? html`${WORDS.newest[lang]}: <a href="/submissions/${newest.id}">${newestText(newest, lang)}</a>` : WORDS.nothing[lang]}</span></p>
</article>`;
}

function newestText(newest: SubmissionItem, lang: Lang): string {
  const state = stateText(newest, lang);
  return newest.score ? `${scoreText(newest.score, lang)}, ${state}` : state;
}

function teacherCard({ assignment }: AssignmentCard, now: string, lang: Lang): Markup {
  const { id, title } = assignment;
  return html`<article class="card assignment">
<h2><a href="/assignments/${id}">${title}</a> ${openMark(assignment, lang)}</h2>
<p>${deadline(assignment, now, lang)}</p>
${teacherLinks(id, lang)}
</article>`;
}

function handedInLast(submissions: readonly SubmissionItem[], lang: Lang): Markup {
  return html`<h2>${WORDS.last[lang]}</h2>
${submissions.length === 0 && html`<p>${WORDS.nothing[lang]}</p>`}
<ul class="handed-in">${submissions.map(
    (one) =>
      html`<li><a href="/submissions/${one.id}">${newestText(one, lang)}</a> ${one.student.name} <span class="quiet">${one.assignment} · ${moment(one.acceptedAt, lang)}</span></li>`,
  )}</ul>`;
}
