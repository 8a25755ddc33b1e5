import { mean, quantileSorted } from 'd3-array';
import type { Lang, Text } from '../../core/text.ts';
import type { GraderStatistics, StatisticsView } from '../../core/wire/statistics.ts';
import { distribution, histogram } from '../charts/distribution.ts';
import { passRate, VERDICT_WORDS, VERDICTS } from '../charts/pass-rates.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { count } from '../parts/grade-foot.ts';
import { points } from '../parts/points.ts';
import { SAME_AS_TABLE } from '../words.ts';

const WORDS = {
  title: { en: 'Statistics', es: 'Estadísticas' },
  grades: { en: 'Grades', es: 'Notas' },
  assignment: { en: 'The assignment', es: 'La consigna' },
  students: { en: 'Students', es: 'Estudiantes' },
  submitted: { en: 'Handed in', es: 'Entregaron' },
  missing: { en: 'Missing', es: 'Faltan' },
  late: { en: 'Late', es: 'Tarde' },
  scores: { en: 'Scores', es: 'Puntos' },
  mean: { en: 'Mean', es: 'Media' },
  median: { en: 'Median', es: 'Mediana' },
  middle: { en: 'Middle half', es: 'Mitad central' },
  range: { en: 'From … to', es: 'Desde … hasta' },
  from: { en: 'Points', es: 'Puntos' },
  graders: { en: 'What cost points', es: 'Lo que costó puntos' },
  rule: {
    en: 'Over the submissions that count, with the results that stand now: first what most students lost points for.',
    es: 'Sobre las entregas que cuentan, con los resultados que valen ahora: primero aquello en lo que más estudiantes perdieron puntos.',
  },
  none: { en: 'Nothing was graded yet.', es: 'Todavía no se calificó nada.' },
  who: { en: 'who?', es: '¿quiénes?' },
  grader: { en: 'Grader', es: 'Comprobación' },
  share: { en: 'Points lost', es: 'Puntos perdidos' },
} satisfies Record<string, Text>;

/** How a class did: distribution, middle, and what cost points. Pure. */
export function statisticsPage(frame: Frame, view: StatisticsView): string {
  const { lang } = frame;
  const at = `/assignments/${view.assignment.id}`;
  return layout(
    frame,
    `${WORDS.title[lang]}: ${view.assignment.title}`,
    html`<p class="row"><a href="${at}">${WORDS.assignment[lang]}</a><a href="${at}/grades">${WORDS.grades[lang]}</a></p>
${numbers(view, at, lang)}
${view.scores.length === 0 ? html`<p class="card">${WORDS.none[lang]}</p>` : html`<h2>${WORDS.scores[lang]}</h2>${scores(view, lang)}`}
${
  view.graders.length > 0 &&
  html`<h2>${WORDS.graders[lang]}</h2><p class="quiet">${WORDS.rule[lang]}</p>${legend(lang)}
<ol class="rates">${view.graders.map((grader) => rate(grader, at, lang))}</ol>${gradersTable(view.graders, lang)}`
}`,
  );
}

function numbers({ people, submitted, missing, late }: StatisticsView, at: string, lang: Lang): Markup {
  const figure = (words: Text, value: number, only: string) =>
    html`<div><dt>${words[lang]}</dt><dd><a href="${at}/grades${only}">${count(value, lang)}</a>${only !== '' && people > 0 && html` <span class="quiet">${percent(value / people, lang)}</span>`}</dd></div>`;
  return html`<dl class="figures">${figure(WORDS.students, people, '')}${figure(WORDS.submitted, submitted, '?only=submitted')}${figure(WORDS.missing, missing, '?only=missing')}${figure(WORDS.late, late, '?only=late')}</dl>`;
}

function scores({ scores: counted, assignment }: StatisticsView, lang: Lang): Markup {
  const all = counted.flatMap(({ score, people }) => Array.from({ length: people }, () => score));
  const at = (part: number) => points(quantileSorted(all, part) ?? 0, lang);
  const steps = distribution(counted, assignment.possible);
  return html`<dl class="figures">
<div><dt>${WORDS.median[lang]}</dt><dd>${at(0.5)} <span class="quiet">/ ${points(assignment.possible, lang)}</span></dd></div>
<div><dt>${WORDS.mean[lang]}</dt><dd>${points(mean(all) ?? 0, lang)}</dd></div>
<div><dt>${WORDS.middle[lang]}</dt><dd>${at(0.25)} – ${at(0.75)}</dd></div>
<div><dt>${WORDS.range[lang]}</dt><dd>${at(0)} … ${at(1)}</dd></div></dl>
${histogram(steps, lang)}
<details><summary>${SAME_AS_TABLE[lang]}</summary><table><thead><tr><th scope="col">${WORDS.from[lang]}</th><th scope="col" class="number">${WORDS.students[lang]}</th></tr></thead>
<tbody>${steps.map(({ from, to, people }) => html`<tr><th scope="row">${points(from, lang)} – ${points(to, lang)}</th><td class="number">${count(people, lang)}</td></tr>`)}</tbody></table></details>`;
}

function rate(grader: GraderStatistics, at: string, lang: Lang): Markup {
  const { id, people, lost } = grader;
  return html`<li><p>${sentence(grader, lang)} <span class="quiet">${count(lost, lang)} / ${count(people, lang)}</span>${lost > 0 && html` · <a href="${at}/grades?lost=${encodeURIComponent(id)}" aria-label="${WORDS.who[lang]} ${grader.title}">${WORDS.who[lang]}</a>`}</p>${passRate(grader)}</li>`;
}

/** "60 % lost points for …": what a teacher says in class. */
function sentence({ title, lesson, people, lost }: GraderStatistics, lang: Lang): Markup {
  const part = html`<strong>${percent(lost / people, lang)}</strong>`;
  if (lang === 'es') {
    return html`El ${part} perdió puntos en «${title}»${lesson !== null && html` <span class="quiet">(lección ${lesson})</span>`}.`;
  }
  return html`${part} lost points for “${title}”${lesson !== null && html` <span class="quiet">(lesson ${lesson})</span>`}.`;
}

function legend(lang: Lang): Markup {
  return html`<ul class="legend">${VERDICTS.map((verdict) => html`<li><svg viewBox="0 0 8 8" aria-hidden="true"><rect class="v-${verdict}" width="8" height="8"/></svg>${VERDICT_WORDS[verdict][lang]}</li>`)}</ul>`;
}

function gradersTable(graders: readonly GraderStatistics[], lang: Lang): Markup {
  return html`<details><summary>${SAME_AS_TABLE[lang]}</summary><div class="scroll" tabindex="0" role="region" aria-label="${WORDS.graders[lang]}"><table><thead><tr><th scope="col">${WORDS.grader[lang]}</th>
${VERDICTS.map((verdict) => html`<th scope="col" class="number">${VERDICT_WORDS[verdict][lang]}</th>`)}<th scope="col" class="number">${WORDS.share[lang]}</th></tr></thead>
<tbody>${graders.map(
    ({ id, verdicts, lostShare }) => html`<tr><th scope="row"><code>${id}</code></th>
${VERDICTS.map((verdict) => html`<td class="number">${count(verdicts[verdict], lang)}</td>`)}<td class="number">${percent(lostShare, lang)}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function percent(part: number, lang: Lang): string {
  return part.toLocaleString(lang, { style: 'percent', maximumFractionDigits: 0 });
}
