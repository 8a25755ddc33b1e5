import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentItem } from '../../core/wire/assignment.ts';
import type { PersonView } from '../../core/wire/people.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { OUTCOMES, STATES } from '../words.ts';

export interface Home {
  person: PersonView;
  assignments: readonly AssignmentItem[];
  submissions: readonly SubmissionItem[];
  url: string;
}

const WORDS = {
  assignments: { en: 'Assignments', es: 'Consignas' },
  noAssignments: {
    en: 'You are on the roster of no assignment yet. Ask your teacher.',
    es: 'Todavía no estás en la lista de ninguna consigna. Pregúntale a tu docente.',
  },
  submissions: { en: 'Submissions', es: 'Entregas' },
  noSubmissions: { en: 'Nothing was handed in yet.', es: 'Todavía no hay entregas.' },
  due: { en: 'Due', es: 'Vence' },
  attempts: { en: 'Attempts', es: 'Intentos' },
  closed: { en: 'takes no more submissions', es: 'ya no recibe entregas' },
  state: { en: 'State', es: 'Estado' },
  score: { en: 'Score', es: 'Puntaje' },
  repository: { en: 'Repository', es: 'Repositorio' },
  handIn: { en: 'Hand in from a terminal', es: 'Entregar desde una terminal' },
  token: {
    en: 'TOKEN is the last part of your personal link. POST /api/tokens makes others.',
    es: 'TOKEN es la última parte de tu enlace personal. POST /api/tokens crea otros.',
  },
  api: { en: 'All addresses of the API', es: 'Todas las direcciones de la API' },
  teacher: { en: 'teacher', es: 'docente' },
  student: { en: 'student', es: 'estudiante' },
} satisfies Record<string, Text>;

/** What somebody sees who is signed in. Pure. */
export function homePage(frame: Frame, home: Home): string {
  const { lang } = frame;
  const { person, assignments, submissions, url } = home;
  return layout(
    frame,
    person.name,
    html`<p class="quiet">${person.email} · ${WORDS[person.role][lang]}</p>
<h2>${WORDS.assignments[lang]}</h2>
${assignments.length === 0 ? html`<p>${WORDS.noAssignments[lang]}</p>` : assignmentTable(assignments, lang)}
<h2>${WORDS.submissions[lang]}</h2>
${submissions.length === 0 ? html`<p>${WORDS.noSubmissions[lang]}</p>` : submissionTable(submissions, lang)}
<h2>${WORDS.handIn[lang]}</h2>
<pre>export DOCKGRADE_URL=${url}
export DOCKGRADE_TOKEN=TOKEN
dockgrade submit https://github.com/USER/REPOSITORY --assignment ${assignments[0]?.id ?? 'ID'} --wait</pre>
<p class="quiet">${WORDS.token[lang]} <a href="/docs">${WORDS.api[lang]}</a></p>`,
  );
}

function assignmentTable(assignments: readonly AssignmentItem[], lang: Lang): Markup {
  return html`<table>
<tr><th>ID</th><th></th><th>${WORDS.due[lang]}</th><th>${WORDS.attempts[lang]}</th></tr>
${assignments.map(
  ({ id, title, due, attempts, open }) => html`<tr>
<td><a href="/api/assignments/${encodeURIComponent(id)}">${id}</a></td>
<td>${title}${!open && html` <span class="quiet">(${WORDS.closed[lang]})</span>`}</td>
<td>${due ?? '–'}</td>
<td>${attempts.used}${attempts.limit !== null && ` / ${attempts.limit}`}</td>
</tr>`,
)}
</table>`;
}

function submissionTable(submissions: readonly SubmissionItem[], lang: Lang): Markup {
  return html`<table>
<tr><th>ID</th><th>${WORDS.repository[lang]}</th><th>${WORDS.state[lang]}</th><th>${WORDS.score[lang]}</th></tr>
${submissions.map(
  ({ id, repository, student, state, outcome, score, acceptedAt }) => html`<tr>
<td><a href="/submissions/${id}"><code>${id}</code></a><br><span class="quiet">${acceptedAt}</span></td>
<td><code>${repository}</code><br><span class="quiet">${student.name}</span></td>
<td>${STATES[state][lang]}${outcome !== null && html` · ${OUTCOMES[outcome][lang]}`}</td>
<td>${score ? `${score.earned} / ${score.possible}` : '–'}</td>
</tr>`,
)}
</table>`;
}
