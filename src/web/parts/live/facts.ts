import type { Lang, Text } from '../../../core/text.ts';
import type { SubmissionView } from '../../../core/wire/submission.ts';
import { html, type Markup } from '../../html.ts';
import { lateText } from '../attempts.ts';
import { moment } from '../time.ts';

const WORDS = {
  student: { en: 'Student', es: 'Estudiante' },
  repository: { en: 'Repository', es: 'Repositorio' },
  commit: { en: 'Commit', es: 'Commit' },
  accepted: { en: 'Handed in', es: 'Entregada' },
  attempts: { en: 'Attempts used', es: 'Intentos usados' },
  shared: { en: 'Also handed in by', es: 'También entregado por' },
} satisfies Record<string, Text>;

/** What was handed in, by whom and when. The commit is known once it is fetched, and what counts as an attempt once it has ended. */
export function facts(view: SubmissionView, lang: Lang): Markup {
  const { repository, commit, attempts, acceptedAt, lateDays, sharedWith, source } = view;
  // A draft is tried by a teacher, and takes no attempt of anybody.
  const isDryRun = source === 'dry-run';
  const all: [Text, Markup | false | null][] = [
    // Who shares a repository is told to teachers, who see the submissions of many.
    [WORDS.student, sharedWith !== null && !isDryRun && studentLink(view)],
    [WORDS.repository, repositoryLink(repository)],
    [WORDS.commit, commit !== null && html`<code title="${commit}">${commit.slice(0, 10)}</code>`],
    [WORDS.accepted, html`${moment(acceptedAt, lang)}${lateDays > 0 && html` · ${lateText(lateDays, lang)}`}`],
    [WORDS.attempts, !isDryRun && html`${attempts.used}${attempts.limit !== null && ` / ${attempts.limit}`}`],
    [WORDS.shared, sharedWith && sharedWith.length > 0 && html`${sharedWith.map(({ name }) => name).join(', ')}`],
  ];
  return html`<dl class="handed-in">${all.map(([name, value]) => value && html`<div><dt>${name[lang]}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function studentLink({ assignment, student }: SubmissionView): Markup {
  return html`<a href="/assignments/${assignment}/students/${student.id}">${student.name}</a>`;
}

/** The bundled example is a folder of the service's machine. */
function repositoryLink(repository: string): Markup {
  if (!repository.startsWith('https://')) return html`<code>${repository}</code>`;
  return html`<a href="${repository}" rel="noopener noreferrer"><code>${repository.slice('https://'.length)}</code></a>`;
}
