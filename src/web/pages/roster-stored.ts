import type { RosterView } from '../../core/wire/people.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { counted } from '../parts/counted.ts';
import { notice } from '../parts/notice.ts';
import { COUNTED, WORDS } from '../roster/words.ts';
import { type OfAssignment, rosterTrail } from './roster.ts';

/** So many links stand in the page; all are in the file. */
const SHOWN = 500;

/** What was stored, and the links that are shown this once. The page itself carries them into the file: the service does not have them any more. */
export function rosterStoredPage(
  frame: Frame,
  { assignment, stored }: { assignment: OfAssignment; stored: RosterView },
): string {
  const { lang } = frame;
  const links = stored.students.flatMap(({ name, email, link }) => (link === null ? [] : [{ name, email, link }]));
  const number = (value: number) => value.toLocaleString(lang);
  return layout(
    frame,
    WORDS.stored[lang],
    html`${rosterTrail(assignment, lang, true)}
${notice('good', html`<p>${counted(stored.students.length, COUNTED.students, lang)}, ${counted(stored.added, COUNTED.added, lang)}.</p>`)}
<h2>${WORDS.linksTitle[lang]}</h2>
${
  links.length === 0
    ? html`<p>${WORDS.noLinks[lang]}</p>`
    : html`${notice('note', html`<p>${WORDS.linksOnce[lang]}</p>`)}
<form method="post" action="/assignments/${assignment.id}/roster/links.csv" enctype="multipart/form-data">
<input type="hidden" name="links" value="${JSON.stringify(links.map(({ name, email, link }) => [name, email, link]))}">
<button>${WORDS.download[lang]}</button>
<p class="hint">${WORDS.downloadHint[lang]}</p>
</form>
<div class="scroll" role="region" aria-label="${WORDS.linksTitle[lang]}" tabindex="0"><table class="links">
<thead><tr><th>${WORDS.name[lang]}</th><th>${WORDS.email[lang]}</th><th>${WORDS.link[lang]}</th></tr></thead>
<tbody>${links.slice(0, SHOWN).map(({ name, email, link }) => html`<tr><td>${name}</td><td>${email}</td><td><code>${link}</code></td></tr>`)}</tbody>
</table></div>
${links.length > SHOWN && html`<p class="quiet">${SHOWN} ${WORDS.shownOf[lang]} ${number(links.length)}. ${WORDS.inFile[lang]}</p>`}`
}
<p><a href="/assignments/${assignment.id}/roster">${WORDS.toRoster[lang]}</a></p>`,
    { wide: true },
  );
}
