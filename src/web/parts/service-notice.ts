import type { Lang, Text } from '../../core/text.ts';
import type { Trouble } from '../../core/wire/operations.ts';
import { html, type Markup } from '../html.ts';

const WHAT: Record<Trouble, Text> = {
  'queue-away': { en: 'Grading stands still for a moment.', es: 'La calificación está detenida por un momento.' },
  'no-workers': {
    en: 'No machine is grading at the moment.',
    es: 'En este momento ninguna máquina está corrigiendo.',
  },
};
const SAFE: Text = {
  en: 'What was handed in is safe, and so is what you hand in now: it waits, and is graded as soon as this is over. Deadlines count from when you hand in.',
  es: 'Lo que se entregó está a salvo, y también lo que entregues ahora: espera, y se corrige en cuanto esto pase. Para el plazo cuenta el momento de la entrega.',
};

/** Why nothing is graded at the moment, and that nothing is lost by it. It looks again by itself until that is over, and is empty then. */
export function serviceNotice(trouble: Trouble | null, lang: Lang): Markup {
  if (trouble === null) return html`<div id="service"></div>`;
  return html`<div id="service" role="status" hx-get="/service-notice" hx-trigger="every 10s, seen" hx-swap="outerHTML">
<div class="notice wait"><p><strong>${WHAT[trouble][lang]}</strong></p><p>${SAFE[lang]}</p></div>
</div>`;
}
