import type { Lang, Text } from '../../core/text.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { brokenArt } from '../parts/art.ts';

const BY_CODE: Record<string, Text> = {
  'not-allowed': { en: 'This is not allowed', es: 'Esto no está permitido' },
  'not-found': { en: 'There is nothing here', es: 'Aquí no hay nada' },
  'deadline-over': { en: 'The deadline is over', es: 'El plazo terminó' },
  'no-attempts-left': { en: 'No attempts are left', es: 'No quedan intentos' },
  'too-many-requests': { en: 'Too many requests', es: 'Demasiados pedidos' },
  'method-not-allowed': { en: 'This cannot be opened like this', es: 'Esto no se abre así' },
  'too-large': { en: 'That was too much at once', es: 'Fue demasiado de una vez' },
  'store-unreachable': { en: 'Out of reach for a moment', es: 'Fuera de alcance por un momento' },
  'queue-unreachable': { en: 'Out of reach for a moment', es: 'Fuera de alcance por un momento' },
};
const BY_STATUS: Record<number, Text> = {
  409: { en: 'Not possible now', es: 'Ahora no se puede' },
  503: { en: 'Out of reach for a moment', es: 'Fuera de alcance por un momento' },
};
const WORDS = {
  other: { en: 'That did not work', es: 'Eso no funcionó' },
  ours: { en: 'Something went wrong here', es: 'Algo falló aquí' },
  home: { en: 'To your assignments', es: 'A tus consignas' },
  start: { en: 'To the first page', es: 'A la primera página' },
  again: { en: 'Try again', es: 'Intentar otra vez' },
  about: { en: 'About this error', es: 'Sobre este error' },
  request: { en: 'Request', es: 'Pedido' },
} satisfies Record<string, Text>;

/** What may be over at the next try. */
const PASSES = [429, 500, 502, 503, 504, 507];

/**
 * An error, for whoever opened a page in a browser: what happened, what to do, and a way on. It needs nothing but its arguments, so it can be told also where nothing
 * else works.
 * @param options.request id of the request, by which the log tells more; `reopen`: whether the same address can be opened again
 */
export function problemPage(
  frame: Frame,
  problem: Problem,
  { request, reopen }: { request: string; reopen: boolean },
): string {
  const { lang, at, person } = frame;
  const { detail, remedy, errors, code, status } = problem;
  const ours = status >= 500;
  const again = reopen && PASSES.includes(status);
  return layout(
    frame,
    titleOf(problem)[lang],
    html`<div class="told">
${brokenArt(ours ? 'bad' : 'note')}
<div>
<p class="lead">${detail}</p>
${remedy !== null && html`<p>${remedy}</p>`}
${errors && errors.length > 0 && mistakes(errors)}
<p class="row">${again && html`<a class="button" href="${at}">${WORDS.again[lang]}</a>`}
<a class="button${again && ' second'}" href="/">${WORDS[person ? 'home' : 'start'][lang]}</a></p>
${small(code, ours && !remedy?.includes(request) ? request : null, lang)}
</div>
</div>`,
  );
}

function titleOf({ code, status }: Problem): Text {
  return BY_CODE[code] ?? BY_STATUS[status] ?? (status >= 500 ? WORDS.ours : WORDS.other);
}

function mistakes(errors: NonNullable<Problem['errors']>): Markup {
  return html`<ul>${errors.map(({ where, message }) => html`<li>${where !== '' && html`<code>${where}</code> `}${message}</li>`)}</ul>`;
}

function small(code: string, request: string | null, lang: Lang): Markup {
  return html`<p class="quiet small"><a href="/errors#${code}">${WORDS.about[lang]}</a> <code>${code}</code>
${request !== null && html`<br>${WORDS.request[lang]} <code>${request}</code>`}</p>`;
}
