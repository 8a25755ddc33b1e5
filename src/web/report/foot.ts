import { withoutCommit } from '../../core/report/parts.ts';
import type { Report } from '../../core/report/schema.ts';
import { WORDS as SHARED } from '../../core/report/words.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import { html, type Markup } from '../html.ts';
import { moment } from '../parts/time.ts';
import type { Look } from './line.ts';
import { commitLink, repositoryLink } from './place.ts';
import { WORDS } from './words.ts';

/** Which files were graded, when and by what, and what could not be removed. */
export function foot({ endedAt }: Pick<SubmissionView, 'endedAt'>, report: Report, { lang, source }: Look): Markup {
  const { worker, leftovers } = report;
  const { repository, commit } = source;
  const isLeft = Object.values(leftovers).some((count) => count > 0);
  return html`<section class="foot quiet" aria-labelledby="title-about">
<h2 id="title-about">${WORDS.about[lang]}</h2>
<dl>
<dt>${WORDS.repository[lang]}</dt><dd>${linked(repositoryLink(source), repository)}</dd>
<dt>${WORDS.commit[lang]}</dt><dd>${commit === null ? withoutCommit(report, lang) : linked(commitLink(source), commit)}</dd>
${endedAt && html`<dt>${WORDS.graded[lang]}</dt><dd>${moment(endedAt, lang)}</dd>`}
<dt>${WORDS.by[lang]}</dt><dd>dockgrade ${worker.dockgrade} · engine ${worker.engine} · compose ${worker.compose}</dd>
</dl>
${isLeft && html`<p>! ${SHARED[lang].leftovers(leftovers)}</p>`}
</section>`;
}

function linked(link: string | null, text: string): Markup {
  return link === null ? html`<code>${text}</code>` : html`<a href="${link}" rel="noreferrer"><code>${text}</code></a>`;
}
