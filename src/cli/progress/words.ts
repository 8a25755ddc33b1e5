import type { Lang } from '../../core/text.ts';

/** The words around a stage's own. `took` is a time, such as `1.2 s`. */
interface ProgressWords {
  /** What happens before the first stage. */
  prepare: string;
  ended: Record<'ran' | 'skipped' | 'failed', (took: string) => string>;
}

export const PROGRESS: Record<Lang, ProgressWords> = {
  en: {
    prepare: 'prepare',
    ended: { ran: (took) => `done in ${took}`, skipped: () => 'skipped', failed: (took) => `failed in ${took}` },
  },
  es: {
    prepare: 'preparar',
    ended: { ran: (took) => `terminó en ${took}`, skipped: () => 'no se hizo', failed: (took) => `falló en ${took}` },
  },
};

/** Seconds with one decimal, as the language writes it. */
export function secondsText(seconds: number, lang: Lang): string {
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false };
  return `${new Intl.NumberFormat(lang, format).format(seconds)} s`;
}
