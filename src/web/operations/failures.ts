import { ERROR_CODES, type ErrorCode } from '../../core/errors.ts';
import { ERROR_CODES_ES } from '../../core/errors-es.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { FailureItem, OperationsView } from '../../core/wire/operations.ts';
import { html, type Markup } from '../html.ts';
import { moment } from '../parts/time.ts';
import { retryButton, whose } from './parts.ts';

const WORDS = {
  title: { en: 'Faults of ours', es: 'Fallas nuestras' },
  none: { en: 'No submission ended by a fault of ours.', es: 'Ninguna entrega terminó por una falla nuestra.' },
  about: {
    en: 'They cost no attempt. What is handed in again is graded at the commit that was fetched, as if it had arrived then, and counts as the one attempt that it was meant to be.',
    es: 'No cuestan intento. Lo que se entrega otra vez se corrige en el commit que se obtuvo, como si hubiera llegado entonces, y cuenta como el único intento que iba a ser.',
  },
  day: { en: 'The last day, by code', es: 'El último día, por código' },
  newest: { en: 'The newest', es: 'Las más nuevas' },
  older: { en: 'Older ones', es: 'Anteriores' },
  first: { en: 'Back to the newest', es: 'Volver a las más nuevas' },
  again: { en: 'handed in again', es: 'entregada otra vez' },
  on: { en: 'on', es: 'en' },
} satisfies Record<string, Text>;

/** What ended by a fault of ours: by code, then one by one, with what can be done about it. */
export function failures(
  { failures: { codes, page, next } }: OperationsView,
  after: string | undefined,
  lang: Lang,
): Markup {
  return html`<section aria-labelledby="failures"><h2 id="failures">${WORDS.title[lang]}</h2>
${page.length === 0 && html`<p class="quiet">${WORDS.none[lang]}</p>`}
${codes.length > 0 && html`<p class="hint">${WORDS.about[lang]}</p><h3>${WORDS.day[lang]}</h3><ul class="jobs">${codes.map((code) => group(code, lang))}</ul>`}
${page.length > 0 && html`<h3>${WORDS.newest[lang]}</h3><ul class="jobs">${page.map((failure) => line(failure, lang))}</ul>`}
<p class="row">${after !== undefined && html`<a href="/operations#failures">${WORDS.first[lang]}</a>`}
${next !== null && html`<a href="/operations?after=${next}#failures">${WORDS.older[lang]}</a>`}</p></section>`;
}

function group({ code, count, retryable }: OperationsView['failures']['codes'][number], lang: Lang): Markup {
  const button = { en: `Hand in all ${retryable} again`, es: `Entregar otra vez las ${retryable}` }[lang];
  return html`<li id="code-${code}"><div><strong>${count} ×</strong> <a href="/errors#${code}"><code>${code}</code></a><br><span class="quiet">${meaning(code, lang)}</span></div>
${
  retryable > 0 &&
  html`<form method="post" action="/operations/retries"><input type="hidden" name="code" value="${code}"><button class="second slim" id="all-${code}">${retryable === 1 ? { en: 'Hand in the open one again', es: 'Entregar otra vez la pendiente' }[lang] : button}<span class="hidden"> (${code})</span></button></form>`
}</li>`;
}

function line(failure: FailureItem, lang: Lang): Markup {
  const { id, code, message, worker, tries, at, again, retryable } = failure;
  const tried = {
    en: `${tries} ${tries === 1 ? 'try' : 'tries'}`,
    es: `${tries} ${tries === 1 ? 'prueba' : 'pruebas'}`,
  }[lang];
  return html`<li id="failure-${id}"><div>${whose(failure, lang)}</div>
<div><a href="/errors#${code}"><code>${code}</code></a> <span class="quiet">${moment(at, lang)} · ${tried}${worker !== null && html` · ${WORDS.on[lang]} ${worker}`}</span><br>${message}</div>
${again !== null && html`<a href="/submissions/${again}">${WORDS.again[lang]}</a>`}${retryable && retryButton(failure, lang)}</li>`;
}

function meaning(code: string, lang: Lang): string {
  const meanings: Record<ErrorCode, string> = lang === 'es' ? ERROR_CODES_ES : ERROR_CODES;
  return Object.hasOwn(meanings, code) ? meanings[code as ErrorCode] : '';
}
