import type { RosterPage } from '../../core/roster.ts';
import type { Lang } from '../../core/text.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { exactly, html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { emailText } from '../parts/email.ts';
import { problemNotice } from '../parts/notice.ts';
import { moment } from '../parts/time.ts';
import { trail } from '../parts/trail.ts';
import { turnPages } from '../parts/turn-pages.ts';
import { WORDS } from '../roster/words.ts';

/** Where a roster belongs. */
export interface OfAssignment {
  id: string;
  title: string;
}

export interface Roster {
  assignment: OfAssignment;
  found: RosterPage;
  search: string | undefined;
  /** What was pasted and could not be taken. */
  typed: string;
  problem: Problem | null;
}

/** The students of an assignment, and the form that changes them. */
export function rosterPage(frame: Frame, { assignment, found, search, typed, problem }: Roster): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.title[lang],
    html`${rosterTrail(assignment, lang)}
${problem && problemNotice(problem)}
${(found.total > 0 || search !== undefined) && searchForm(assignment, search, lang)}
${found.students.length === 0 ? html`<p>${WORDS[search === undefined ? 'nobody' : 'noneFound'][lang]}</p>` : students(assignment, found, lang)}
${turnPages(found, (page) => address(assignment, { search, page }), lang)}
<h2 id="change">${WORDS.change[lang]}</h2>
${uploadForm(assignment, typed, lang)}`,
  );
}

export function rosterTrail({ id, title }: OfAssignment, lang: Lang, deeper = false): Markup {
  return trail(
    [
      ['/', WORDS.assignments[lang]],
      [`/assignments/${id}`, title],
      ...(deeper ? [[`/assignments/${id}/roster`, WORDS.title[lang]] as const] : []),
    ],
    lang,
  );
}

/** A file, or the same as text; `typed` is what stands in the text. */
export function uploadForm({ id }: OfAssignment, typed: string, lang: Lang): Markup {
  return html`<form class="card" method="post" action="/assignments/${id}/roster/check" enctype="multipart/form-data">
<p>${WORDS.changeHint[lang]}</p>
<label for="file">${WORDS.file[lang]}</label>
<input id="file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" aria-describedby="file-hint">
<p class="hint" id="file-hint">${WORDS.fileHint[lang]}</p>
<label for="text">${WORDS.paste[lang]}</label>
<textarea id="text" name="text" rows="8" spellcheck="false" class="code" placeholder="${lang === 'es' ? 'nombre,correo,github' : 'name,email,github'}">
${exactly(typed)}</textarea>
<p><button>${WORDS.check[lang]}</button></p>
</form>`;
}

function searchForm({ id }: OfAssignment, search: string | undefined, lang: Lang): Markup {
  return html`<form method="get" action="/assignments/${id}/roster" role="search">
<label for="search">${WORDS.search[lang]}</label>
<div class="row find"><input id="search" name="search" type="search" maxlength="100" value="${search ?? ''}">
<button class="second">${WORDS.find[lang]}</button>
${search !== undefined && html`<a href="/assignments/${id}/roster">${WORDS.all[lang]}</a>`}</div>
</form>`;
}

function students({ id }: OfAssignment, { students }: RosterPage, lang: Lang): Markup {
  return html`<div class="scroll wrapping broad" role="region" aria-label="${WORDS.title[lang]}" tabindex="0"><table>
<thead><tr><th>${WORDS.name[lang]}</th><th>${WORDS.email[lang]}</th><th>${WORDS.github[lang]}</th><th>${WORDS.opened[lang]}</th></tr></thead>
<tbody>${students.map(
    (student) => html`<tr>
<td><a href="/assignments/${id}/students/${student.id}">${student.name}</a></td><td class="email">${emailText(student.email)}</td><td>${student.github ?? '–'}</td>
<td>${student.openedAt === null ? html`<span class="quiet">${WORDS.notYet[lang]}</span>` : moment(student.openedAt, lang)}</td></tr>`,
  )}</tbody></table></div>`;
}

function address({ id }: OfAssignment, { search, page }: { search: string | undefined; page: number }): string {
  const query = new URLSearchParams({ ...(search !== undefined && { search }), page: `${page}` });
  return `/assignments/${id}/roster?${query}`;
}
