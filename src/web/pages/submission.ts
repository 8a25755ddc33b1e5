import type { ReportResult } from '../../core/report/schema.ts';
import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { OUTCOMES, STATES } from '../words.ts';

const WORDS = {
  submission: { en: 'Submission', es: 'Entrega' },
  place: { en: 'place in the queue', es: 'lugar en la fila' },
  expected: { en: 'expected', es: 'se esperaba' },
  actual: { en: 'found', es: 'se encontró' },
  why: { en: 'Why', es: 'Por qué' },
  refused: { en: 'Why it was refused', es: 'Por qué se rechazó' },
  json: { en: 'everything, as JSON', es: 'todo, en JSON' },
  home: { en: 'back', es: 'volver' },
} satisfies Record<string, Text>;

const SIGNS: Record<ReportResult['verdict'], string> = { pass: '✔', partial: '◐', fail: '✘', blocked: '–', error: '!' };

/** A submission as its owner and teachers see it: where it is, then its report, line by line. Pure. */
export function submissionPage(frame: Frame, view: SubmissionView): string {
  const { lang } = frame;
  const { id, assignment, repository, commit, score, report, fault } = view;
  return layout(
    frame,
    score ? `${score.earned} / ${score.possible}` : STATES[view.state][lang],
    html`<p>${WORDS.submission[lang]} <code>${id}</code> · ${assignment} · ${view.student.name}<br>
<code>${repository}</code>${commit !== null && html` · <code>${commit.slice(0, 10)}</code>`}</p>
<p><strong>${where(view, lang)}</strong></p>
${fault !== null && html`<p>${fault.message} ${fault.remedy}<br><code>${fault.code}</code></p>`}
${report !== null && report.refusals.length > 0 && refusals(report.refusals, lang)}
${report !== null && html`<table>${report.results.map((line) => row(line, lang))}</table>`}
<p class="quiet"><a href="/api/submissions/${id}">${WORDS.json[lang]}</a> · <a href="/">${WORDS.home[lang]}</a></p>`,
  );
}

function where({ state, outcome, stage, place }: SubmissionView, lang: Lang): string {
  const details = [
    outcome !== null && OUTCOMES[outcome][lang],
    stage !== null && STAGE_TITLES[stage][lang],
    place !== null && `${WORDS.place[lang]}: ${place}`,
  ];
  return [STATES[state][lang], ...details.filter((detail) => detail !== false)].join(' · ');
}

function refusals(all: NonNullable<SubmissionView['report']>['refusals'], lang: Lang): Markup {
  return html`<h2>${WORDS.refused[lang]}</h2>
<ul>${all.map(({ message, where: at }) => html`<li>${message} <code>${place(at)}</code></li>`)}</ul>`;
}

function row(
  { verdict, title, message, expected, actual, remedy, where: at, points, diagnoses }: ReportResult,
  lang: Lang,
): Markup {
  const lost = verdict !== 'pass';
  return html`<tr>
<td>${SIGNS[verdict]}</td>
<td>${title}${lost && html`<br>${message}`}${at && lost && html` <code>${place(at)}</code>`}
${expected !== undefined && html`<br><span class="quiet">${WORDS.expected[lang]}</span> ${expected}`}
${actual !== undefined && html`<br><span class="quiet">${WORDS.actual[lang]}</span> ${actual}`}
${remedy !== undefined && diagnoses.length === 0 && html`<pre>${remedy}</pre>`}
${diagnoses.map((one) => cause(one, lang))}</td>
<td>${points.possible > 0 && `${points.earned} / ${points.possible}`}</td>
</tr>`;
}

/** A cause that is known takes the place of the line's own remedy. */
function cause({ title, message, why, remedy, where: at }: ReportResult['diagnoses'][number], lang: Lang): Markup {
  return html`<details open><summary>${WORDS.why[lang]}: ${title}</summary>
<p>${message}${at && html` <code>${place(at)}</code>`}<br><span class="quiet">${why}</span></p>
<pre>${remedy}</pre></details>`;
}

function place({ file, line }: { file: string; line?: number | undefined }): string {
  return line === undefined ? file : `${file}:${line}`;
}
