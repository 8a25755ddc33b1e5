import type { ReportResult } from '../../core/report/schema.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  expected: { en: 'expected', es: 'se esperaba' },
  actual: { en: 'found', es: 'se encontró' },
  why: { en: 'Why', es: 'Por qué' },
  refused: { en: 'Why it was refused', es: 'Por qué se rechazó' },
} satisfies Record<string, Text>;

const SIGNS: Record<ReportResult['verdict'], string> = { pass: '✔', partial: '◐', fail: '✘', blocked: '–', error: '!' };

/** The report of a submission, a part of its page; nothing where there is none yet. Pure. */
export function reportView({ report }: SubmissionView, lang: Lang): Markup {
  if (report === null) return html``;
  return html`${report.refusals.length > 0 && refusals(report.refusals, lang)}
<table>${report.results.map((line) => row(line, lang))}</table>`;
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
