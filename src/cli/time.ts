import type { Lang } from '../core/text.ts';

/** A moment as the clock of this machine shows it, with its zone: `21 Nov 2026, 14:05 GMT-3`. */
export function localTime(at: string, lang: Lang): string {
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'es', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return format.format(new Date(at));
}
