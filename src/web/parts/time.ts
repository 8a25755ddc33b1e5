import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const UNITS: Record<string, Text> = {
  seconds: { en: 's', es: 's' },
  minutes: { en: 'min', es: 'min' },
};

/** A moment, ISO 8601: in UTC until the browser writes it in its own time, in the same form, so that nothing on the page moves. */
export function moment(at: string, lang: Lang): Markup {
  return html`<time datetime="${at}">${MOMENT[lang].format(new Date(at))}</time>`;
}

/** How long something took: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 05 min`, `3 d 4 h`. */
export function duration(seconds: number, lang: Lang): string {
  const [s, min] = [UNITS.seconds?.[lang], UNITS.minutes?.[lang]];
  if (seconds < 9.95) return `${decimal(seconds, lang)} ${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} ${s}`;
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${String(minutes % 60).padStart(2, '0')} ${min}`;
  return `${minutes} ${min} ${String(whole % 60).padStart(2, '0')} ${s}`;
}

/** As in client/dockgrade.js. These are made once: to make one takes longer than a whole page. */
const MOMENT: Record<Lang, Intl.DateTimeFormat> = { en: momentFormat('en'), es: momentFormat('es') };

function momentFormat(lang: Lang): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(lang, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
}

const DECIMAL: Record<Lang, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
  es: new Intl.NumberFormat('es', { maximumFractionDigits: 1 }),
};

function decimal(value: number, lang: Lang): string {
  return DECIMAL[lang].format(value);
}
