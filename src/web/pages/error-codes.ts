import { ERROR_CODES, type ErrorCode } from '../../core/errors.ts';
import { ERROR_CODES_ES } from '../../core/errors-es.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';

const WORDS = {
  title: { en: 'Errors', es: 'Errores' },
  lead: {
    en: 'What a student did wrong is never an error: it is a line of the report. These are faults of ours, of a machine, or of a request; none of them costs an attempt.',
    es: 'Lo que un estudiante hizo mal nunca es un error: es una línea del informe. Estas son fallas nuestras, de una máquina o de un pedido; ninguna cuesta un intento.',
  },
  asked: { en: 'What was asked for does not fit', es: 'Lo que se pidió no encaja' },
  ours: { en: 'Something on our side', es: 'Algo de nuestro lado' },
} satisfies Record<string, Text>;

const MEANINGS: Record<Lang, Record<ErrorCode, string>> = { en: ERROR_CODES, es: ERROR_CODES_ES };

/** Every code that a problem document may carry, at the address that its `type` names. */
export function errorCodesPage(frame: Frame, statuses: Readonly<Record<string, number>>): string {
  const { lang } = frame;
  const all = Object.entries(MEANINGS[lang]).map(([code, text]) => ({ code, text, status: statuses[code] ?? 500 }));
  return layout(
    frame,
    WORDS.title[lang],
    html`<p>${WORDS.lead[lang]}</p>
${list(
  WORDS.asked[lang],
  all.filter(({ status }) => status < 500),
)}
${list(
  WORDS.ours[lang],
  all.filter(({ status }) => status >= 500),
)}`,
  );
}

function list(title: string, rows: readonly { code: string; text: string; status: number }[]): Markup {
  return html`<h2>${title}</h2>
<dl class="codes">${rows.map(
    ({ code, text, status }) =>
      html`<div id="${code}"><dt><a href="#${code}"><code>${code}</code></a></dt><dd>${text} <span class="quiet">HTTP ${status}</span></dd></div>`,
  )}</dl>`;
}
