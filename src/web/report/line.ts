import { proofsOf, remedyOf, remedyPieces } from '../../core/report/parts.ts';
import type { ReportResult } from '../../core/report/schema.ts';
import { WORDS as SHARED } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';
import { scoreText } from '../parts/points.ts';
import { prose } from '../parts/prose.ts';
import { place, type Source } from './place.ts';
import { proof } from './proof.ts';
import { VERDICTS, WORDS } from './words.ts';

/** What every line is shown with. */
export interface Look {
  lang: Lang;
  source: Source;
  /** Characters of one proof. */
  room: number;
  /** By remedy the line that tells it. */
  told: ReadonlyMap<string, ReportResult>;
}

/** A line that has something to say: why, where, what was expected and found, what to do, and the evidence. */
export function openLine(line: ReportResult, look: Look): Markup {
  const { lang, source, room } = look;
  const { grader, verdict, title, message, where, lesson, diagnoses, evidence } = line;
  const remedy = remedyOf(line);
  return html`<article class="line ${verdict}" id="line-${grader}">
<h3>${sign(verdict, lang)} <span class="title">${title}</span>${pointsOf(line, lang)}</h3>
<p>${prose(message)}${where && html` ${place(source, where)}`}</p>
${comparison(line, lang)}
${remedy !== undefined && howTo(remedy, line, look)}
${diagnoses.map((one) => cause(one, line, look))}
${evidence.map((one) => proof(one, room, lang))}
<p class="quiet report-names"><code>${grader}</code> · ${WORDS.lesson[lang]} ${lesson}</p>
</article>`;
}

/** A line as one entry of a list; what was found unfolds. */
export function closedLine(line: ReportResult, { lang, room }: Look): Markup {
  const { grader, verdict, title, message, evidence } = line;
  const head = html`${sign(verdict, lang)} <span class="title">${title}</span>${pointsOf(line, lang)}`;
  if (verdict === 'blocked') return html`<li id="line-${grader}"><p class="head">${head}</p></li>`;
  return html`<li id="line-${grader}"><p class="head">${head}</p>
<p class="quiet">${prose(message)}</p>
${evidence.map((one) => proof(one, room, lang))}</li>`;
}

export function sign(verdict: ReportResult['verdict'], lang: Lang): Markup {
  const { sign: drawn, word } = VERDICTS[verdict];
  return html`<span class="report-verdict ${verdict}"><span aria-hidden="true">${drawn}</span> ${word[lang]}</span>`;
}

function pointsOf({ points }: ReportResult, lang: Lang): Markup | false {
  return points.possible > 0 && html` <span class="points">${scoreText(points, lang)}</span>`;
}

function comparison({ expected, actual }: ReportResult, lang: Lang): Markup | false {
  const words = SHARED[lang];
  const rows = [
    [words.expected, expected],
    [words.found, actual],
  ].filter(([, text]) => text !== undefined && text !== '');
  return (
    rows.length > 0 &&
    html`<dl class="report-facts">${rows.map(([name, text]) => html`<dt>${name}</dt><dd>${prose(text ?? '')}</dd>`)}</dl>`
  );
}

/** A cause that is known stands in the place of the line's own remedy: what happened, why it comes to that, what mends it. */
function cause(diagnosis: ReportResult['diagnoses'][number], line: ReportResult, look: Look): Markup {
  const { lang, source, room } = look;
  const { title, message, why, remedy, where } = diagnosis;
  return html`<div class="cause"><p><strong>${SHARED[lang].why}: ${prose(title)}</strong></p>
<p>${prose(message)}${where && html` ${place(source, where)}`}</p>
<p class="quiet">${prose(why)}</p>
${howTo(remedy, line, look)}
${proofsOf(diagnosis, line).map((one) => proof(one, room, lang))}</div>`;
}

/** What is told at another line is linked there, so that one cause does not look like many. */
function howTo(remedy: string, line: ReportResult, { lang, told }: Look): Markup {
  const first = told.get(remedy);
  if (first !== undefined && first !== line) {
    return html`<div class="remedy"><p><strong>${SHARED[lang].remedy}:</strong> ${WORDS.sameAs[lang]} <a href="#line-${first.grader}">${first.title}</a>.</p></div>`;
  }
  const { sentence, snippet } = remedyPieces(remedy);
  return html`<div class="remedy"><p><strong>${SHARED[lang].remedy}:</strong> ${prose(sentence)}</p>
${snippet !== '' && html`<pre>${snippet}</pre>`}</div>`;
}
