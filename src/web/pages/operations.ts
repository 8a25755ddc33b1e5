import type { Lang, Text } from '../../core/text.ts';
import type { OperationsView } from '../../core/wire/operations.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { failures } from '../operations/failures.ts';
import { health } from '../operations/health.ts';
import { queue } from '../operations/queue.ts';
import { gigabytes, workers } from '../operations/workers.ts';
import { notice } from '../parts/notice.ts';
import { moment } from '../parts/time.ts';

/** What was just done from this page. */
export interface Done {
  /** Handed in again, and how many are still to do. */
  retried?: number | undefined;
  left?: number | undefined;
  cancelled?: boolean;
}

const WORDS = {
  title: { en: 'Operations', es: 'Operación' },
  books: { en: 'Books', es: 'Libros' },
  accepted: { en: 'Submissions accepted so far', es: 'Entregas aceptadas hasta ahora' },
  database: { en: 'in the database', es: 'en la base de datos' },
  leftovers: { en: 'Leftovers of finished runs', es: 'Restos de corridas terminadas' },
  clean: { en: 'none', es: 'ninguno' },
  since: { en: 'since', es: 'desde' },
  cancelled: { en: 'Cancelled.', es: 'Cancelada.' },
  looked: { en: 'As of', es: 'Estado de' },
} satisfies Record<string, Text>;

/**
 * Everything for whoever keeps the service running. It looks again every five seconds, and morphs, so that focus and what was unfolded stay.
 * @param options.after id of the last failure of the page before
 */
export function operationsPage(
  frame: Frame,
  view: OperationsView,
  { after, done }: { after?: string | undefined; done: Done },
): string {
  const { lang } = frame;
  const live = after === undefined ? '/operations/live' : `/operations/live?after=${encodeURIComponent(after)}`;
  return layout(
    frame,
    WORDS.title[lang],
    html`${told(done, lang)}
<div id="operations" hx-get="${live}" hx-trigger="every 5s, seen" hx-swap="innerMorph">${changing(view, after, lang)}</div>`,
    { wide: true },
  );
}

/** What changes on it, as it is now; what could not be asked for before is told no more. */
export function operationsAgain(view: OperationsView, after: string | undefined, lang: Lang): Markup {
  return html`${changing(view, after, lang)}<div id="problems" role="alert" hx-swap-oob="true"></div>`;
}

function changing(view: OperationsView, after: string | undefined, lang: Lang): Markup {
  const { books, leftovers, at } = view;
  return html`${health(view, lang)}
<div class="halves">${queue(view, lang)}${workers(view, lang)}</div>
${failures(view, after, lang)}
<section aria-labelledby="books"><h2 id="books">${WORDS.books[lang]}</h2>
<p>${WORDS.accepted[lang]}: ${books.accepted.toLocaleString(lang)}; ${WORDS.database[lang]}: ${gigabytes(books.bytes, lang)}.
${WORDS.leftovers[lang]} ${WORDS.since[lang]} ${moment(leftovers.since, lang)}: ${leftovers.things === 0 ? WORDS.clean[lang] : left(leftovers, lang)}.</p></section>
<p class="quiet small">${WORDS.looked[lang]} ${moment(at, lang)}</p>`;
}

function left({ runs, things }: OperationsView['leftovers'], lang: Lang): string {
  const one = runs === 1;
  return {
    en: `${things}, of ${one ? 'one run' : `${runs} runs`}`,
    es: `${things}, de ${one ? 'una corrida' : `${runs} corridas`}`,
  }[lang];
}

function told({ retried, left: still = 0, cancelled }: Done, lang: Lang): Markup | false {
  if (cancelled) return notice('good', html`<p>${WORDS.cancelled[lang]}</p>`);
  if (retried === undefined) return false;
  const words = {
    en: `${retried === 1 ? 'One' : retried} handed in again.${still > 0 ? ` ${still} are still to do.` : ''}`,
    es: `${retried === 1 ? 'Una entregada' : `${retried} entregadas`} otra vez.${still > 0 ? ` Quedan ${still}.` : ''}`,
  };
  return notice('good', html`<p>${words[lang]}</p>`);
}
