import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentItem } from '../../core/wire/assignment.ts';
import { html, type Markup } from '../html.ts';
import { points } from './points.ts';
import { moment } from './time.ts';

const DAY = 24 * 3600 * 1000;
const UNITS = [
  ['day', DAY],
  ['hour', DAY / 24],
  ['minute', DAY / 24 / 60],
] as const;

const WORDS = {
  due: { en: 'Due', es: 'Vence' },
  wasDue: { en: 'Was due', es: 'Venció' },
  none: { en: 'No deadline', es: 'Sin fecha límite' },
  never: { en: 'Nothing is taken after that.', es: 'Después no se recibe nada.' },
  until: { en: 'Late until', es: 'Con atraso hasta' },
} satisfies Record<string, Text>;

type Deadline = Pick<AssignmentItem, 'due' | 'late'>;

/** When it is due, in words and as a time. @param now ISO 8601 */
export function dueText({ due }: Pick<Deadline, 'due'>, now: string, lang: Lang): Markup {
  if (due === null) return html`${WORDS.none[lang]}`;
  const over = Date.parse(due) < Date.parse(now);
  return html`<strong>${(over ? WORDS.wasDue : WORDS.due)[lang]} ${fromNow(due, now, lang)}</strong> <span class="quiet">(${moment(due, lang)})</span>`;
}

/** What being late costs; nothing is said where there is no deadline. */
export function lateText({ due, late }: Deadline, lang: Lang): Markup | false {
  if (due === null) return false;
  if (late === null || late.days === 0) return html`${WORDS.never[lang]}`;
  const end = new Date(Date.parse(due) + late.days * DAY).toISOString();
  return html`${WORDS.until[lang]} ${moment(end, lang)}: ${cost(late.pointsPerDay, lang)}`;
}

function cost(perDay: number, lang: Lang): string {
  const many = points(perDay, lang);
  if (lang === 'es')
    return perDay === 0
      ? 'no cuesta puntos.'
      : `cada día que empieza cuesta ${many} ${perDay === 1 ? 'punto' : 'puntos'}.`;
  return perDay === 0
    ? 'it costs no points.'
    : `each day that begins costs ${many} ${perDay === 1 ? 'point' : 'points'}.`;
}

/** `in 3 days`, `2 hours ago`: in the largest unit of which there is a whole one. */
export function fromNow(at: string, now: string, lang: Lang): string {
  const away = Date.parse(at) - Date.parse(now);
  const [unit, length] = UNITS.find(([, milliseconds]) => Math.abs(away) >= milliseconds) ?? UNITS[2];
  // Towards zero: who is told "in 3 days" has at least these.
  return new Intl.RelativeTimeFormat(lang).format(Math.trunc(away / length), unit);
}
