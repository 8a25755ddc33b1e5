import { adviceOf } from '../../core/report/parts.ts';
import type { Report } from '../../core/report/schema.ts';
import { WORDS as SHARED } from '../../core/report/words.ts';
import { html, type Markup } from '../html.ts';
import { notice } from '../parts/notice.ts';
import { points, scoreBar, scoreText } from '../parts/points.ts';
import { prose } from '../parts/prose.ts';
import { OUTCOMES } from '../words.ts';
import { mendFirst, missing } from './first.ts';
import { groupBars } from './groups.ts';
import type { Look } from './line.ts';
import { SAID, WORDS } from './words.ts';

/** The score, what to mend first, and the groups. Of a run that failed because of us there is no score. */
export function head(report: Report, look: Look): Markup {
  const { lang } = look;
  const { score, outcome } = report;
  if (outcome === 'error') return notice('bad', html`<p><strong>${OUTCOMES.error[lang]}</strong></p>`);
  return html`<div class="score">
<p><span class="hidden">${WORDS.score[lang]}: </span><strong>${scoreText(score, lang)}</strong> <span class="outcome">${OUTCOMES[outcome][lang]}</span></p>
${scoreBar(score)}</div>
${praise(report, look)}
${first(report, look)}
${outcome !== 'refused' && groupBars(report, look)}`;
}

/** Points alone are no praise: what costs none can fail as well. */
function praise(report: Report, { lang }: Look): Markup | false {
  const words = SHARED[lang];
  if (report.outcome !== 'graded' || report.score.earned < report.score.possible) return false;
  if (adviceOf(report).length > 0) return notice('good', html`<p>${words.fullScoreWithAdvice}</p>`);
  return report.results.every(({ verdict }) => verdict === 'pass') && notice('good', html`<p>${words.fullScore}</p>`);
}

function first(report: Report, { lang }: Look): Markup | false {
  const best = report.outcome === 'graded' ? mendFirst(report) : null;
  if (best === null) return false;
  const { line, mended, waiting } = best;
  const lost = points(missing(report.results), lang);
  const cause = line.diagnoses[0];
  return notice(
    'note',
    html`<h2>${WORDS.first[lang]}</h2>
<p><a href="#line-${line.grader}">${line.title}</a>: ${prose(cause?.message ?? line.message)}</p>
<p class="quiet">${SAID[lang].hangs(points(best.points, lang), lost)}${mended > 1 && ` ${SAID[lang].mended(mended)}`}${waiting > 0 && ` ${SAID[lang].waiting(waiting)}`}</p>`,
  );
}
