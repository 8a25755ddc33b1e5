import type { Lang, Text } from '../../core/text.ts';
import { HEALTH_PARTS, type HealthPart, type Level, type OperationsView } from '../../core/wire/operations.ts';
import { html, type Markup } from '../html.ts';
import { duration } from '../parts/time.ts';

export const LEVELS: Record<Level, { sign: string; word: Text }> = {
  ok: { sign: '✔', word: { en: 'well', es: 'bien' } },
  unknown: { sign: '?', word: { en: 'not known', es: 'no se sabe' } },
  warn: { sign: '!', word: { en: 'look at it', es: 'mirar' } },
  bad: { sign: '✘', word: { en: 'not well', es: 'mal' } },
};
const PARTS: Record<HealthPart, Text> = {
  store: { en: 'Database', es: 'Base de datos' },
  queue: { en: 'Redis', es: 'Redis' },
  workers: { en: 'Workers', es: 'Trabajadores' },
  keeper: { en: 'Books and queue compared', es: 'Libros y fila comparados' },
  waiting: { en: 'Longest wait', es: 'Espera más larga' },
  runs: { en: 'Runs', es: 'Corridas' },
  faults: { en: 'Faults of ours, last day', es: 'Fallas nuestras, último día' },
};
const WORDS = {
  title: { en: 'Health', es: 'Salud' },
  answers: { en: 'answers', es: 'responde' },
  silent: { en: 'does not answer', es: 'no responde' },
  unknown: { en: 'known through Redis alone', es: 'se saben solo por Redis' },
  never: { en: 'not yet', es: 'todavía no' },
  nobody: { en: 'nobody waits', es: 'nadie espera' },
} satisfies Record<string, Text>;
const OVERALL: Record<Level, Text> = {
  ok: {
    en: 'All is well: submissions are accepted and graded.',
    es: 'Todo está bien: las entregas se aceptan y se corrigen.',
  },
  unknown: { en: 'Not everything is known.', es: 'No todo se sabe.' },
  warn: { en: 'It works, and something wants to be looked at.', es: 'Funciona, y algo pide que lo mires.' },
  bad: {
    en: 'Not all is well, but everything that was handed in is safe.',
    es: 'No todo está bien, pero todo lo que se entregó está a salvo.',
  },
};
const STANDS: Text = {
  en: 'Nothing is graded at the moment. Everything that was handed in is safe, and waits.',
  es: 'En este momento no se corrige nada. Todo lo que se entregó está a salvo, y espera.',
};

/** How everything is, in one glance: a sentence, then each part with a word and a sign. */
export function health(view: OperationsView, lang: Lang): Markup {
  const sentence = view.trouble === null ? OVERALL[view.overall] : STANDS;
  return html`<section aria-labelledby="health"><h2 class="hidden" id="health">${WORDS.title[lang]}</h2>
<p class="overall ${view.overall}"><span aria-hidden="true">${LEVELS[view.overall].sign}</span> <strong>${sentence[lang]}</strong></p>
<dl class="gauges">${HEALTH_PARTS.map((part) => tile(part, view, lang))}</dl></section>`;
}

function tile(part: HealthPart, view: OperationsView, lang: Lang): Markup {
  const level = view.health[part];
  const { sign, word } = LEVELS[level];
  return html`<div class="${level}"><dt>${PARTS[part][lang]}</dt>
<dd><span class="level"><span aria-hidden="true">${sign}</span> ${word[lang]}</span> <span class="fact">${fact(part, view, lang)}</span></dd></div>`;
}

function fact(part: HealthPart, view: OperationsView, lang: Lang): string {
  const { workers, queue, failures, lastRound, at, unclaimed } = view;
  switch (part) {
    case 'store':
      return WORDS.answers[lang];
    case 'queue':
      return WORDS[workers === null ? 'silent' : 'answers'][lang];
    case 'workers':
      return workers === null ? WORDS.unknown[lang] : taking(workers, lang);
    case 'keeper':
      return lastRound === null ? WORDS.never[lang] : ago(lastRound, at, lang);
    case 'waiting':
      return queue.oldestWaitingAt === null ? WORDS.nobody[lang] : duration(between(queue.oldestWaitingAt, at), lang);
    case 'runs': {
      const all = [...(workers ?? []).flatMap(({ running }) => running), ...unclaimed];
      return hanging(all.filter(({ hang }) => hang !== null).length, queue.running, lang);
    }
    case 'faults':
      return faults(failures.codes, lang);
  }
}

function taking(workers: NonNullable<OperationsView['workers']>, lang: Lang): string {
  const count = workers.filter(({ draining, trouble }) => !draining && trouble === null).length;
  const of = workers.length;
  return { en: `${count} of ${of} take submissions`, es: `${count} de ${of} toman entregas` }[lang];
}

function hanging(count: number, running: number, lang: Lang): string {
  if (count > 0)
    return { en: `${count} of ${running} seem to hang`, es: `${count} de ${running} parecen trabadas` }[lang];
  return { en: `${running} under way`, es: `${running} en marcha` }[lang];
}

function faults(codes: OperationsView['failures']['codes'], lang: Lang): string {
  const count = codes.reduce((sum, one) => sum + one.count, 0);
  const open = codes.reduce((sum, { retryable }) => sum + retryable, 0);
  if (count === 0) return { en: 'none', es: 'ninguna' }[lang];
  return { en: `${count}, of which ${open} open`, es: `${count}, de ellas ${open} pendientes` }[lang];
}

function ago(since: string, at: string, lang: Lang): string {
  const seconds = duration(between(since, at), lang);
  return { en: `${seconds} ago`, es: `hace ${seconds}` }[lang];
}

/** Seconds; clocks of several machines differ, so none is below zero. */
export function between(since: string, at: string): number {
  return Math.max(0, Math.round((Date.parse(at) - Date.parse(since)) / 1000));
}
