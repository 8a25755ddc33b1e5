import type { Lang } from '../../core/text.ts';
import type { AssignmentItem, AssignmentView } from '../../core/wire/assignment.ts';
import type { GradeHistory } from '../../core/wire/grades.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { type Attempts, attemptList } from '../parts/attempts.ts';
import { notice } from '../parts/notice.ts';
import { trail } from '../parts/trail.ts';
import { handInFor, linkForm, newLink, overrideForms, type Refused, regradeForm } from '../student/acts.ts';
import { gradeCard, gradeHistory } from '../student/grade.ts';
import { WORDS } from '../student/words.ts';

export interface Student {
  assignment: AssignmentView;
  history: GradeHistory;
  attempts: Pick<Attempts, 'submissions' | 'more'>;
  /** Repositories that others handed in too. */
  shared: readonly { repository: string; others: readonly { id: string; name: string }[] }[];
  /** Everything that they are asked for. */
  assignments: readonly AssignmentItem[];
  /** A fresh key for the form that hands in. */
  key: string;
  /** What was just done, and is to be said. */
  done: 'set' | 'taken' | null;
  /** A personal link that was just made. */
  link: string | null;
  refused: Refused | null;
}

/** One student in one assignment, for a teacher: the grade, how it came about, and what can be done about it. */
export function studentPage(frame: Frame, student: Student): string {
  const { lang } = frame;
  const { assignment, history, attempts, shared, done } = student;
  const { grade } = history;
  const { name, email, github } = grade.student;
  const place = { assignment: assignment.id, student: grade.student };
  return layout(
    frame,
    name,
    html`${trail(
      [
        ['/', WORDS.assignments[lang]],
        [`/assignments/${assignment.id}`, assignment.title],
        [`/assignments/${assignment.id}/grades`, WORDS.grades[lang]],
      ],
      lang,
    )}
<p class="quiet">${email}${github !== null && html` · GitHub: ${github}`}</p>
${done !== null && notice('good', html`<p role="status">${WORDS[done === 'set' ? 'isSet' : 'isTaken'][lang]}</p>`)}
${student.link !== null && newLink(place, student.link, lang)}
${!grade.enrolled && notice('note', html`<p>${WORDS.left[lang]}</p>`)}
${gradeCard(grade, assignment, lang)}
${sharedList(shared, assignment.id, lang)}
<h2>${WORDS.attempts[lang]}</h2>
${attemptList({ ...attempts, counts: grade.submission }, lang)}
<h2>${WORDS.history[lang]}</h2>
${gradeHistory(history.history, lang)}
<div class="acts">${overrideForms(place, grade, student.refused, lang)}
<div>${regradeForm(place, lang)}${linkForm(place, lang)}${handInFor(place, student.key, lang)}</div></div>
${others(student.assignments, grade.student.id, assignment.id, lang)}`,
  );
}

function sharedList(shared: Student['shared'], assignment: string, lang: Lang): Markup | null {
  if (shared.length === 0) return null;
  return notice(
    'note',
    html`<p><strong>${WORDS.shared[lang]}.</strong> ${WORDS.sharedHint[lang]}</p>
<ul>${shared.map(
      ({ repository, others }) =>
        html`<li><code>${repository}</code>: ${others.map(
          ({ id, name }, index) =>
            html`${index > 0 && ', '}<a href="/assignments/${assignment}/students/${id}">${name}</a>`,
        )}</li>`,
    )}</ul>`,
  );
}

function others(all: readonly AssignmentItem[], student: string, here: string, lang: Lang): Markup | null {
  const elsewhere = all.filter(({ id }) => id !== here);
  if (elsewhere.length === 0) return null;
  return html`<h2>${WORDS.others[lang]}</h2>
<ul>${elsewhere.map(({ id, title }) => html`<li><a href="/assignments/${id}/students/${student}">${title}</a></li>`)}</ul>`;
}
