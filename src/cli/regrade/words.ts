import type { Lang } from '../../core/text.ts';
import type { RegradeView } from '../../core/wire/grades.ts';

interface RegradeWords {
  states: Record<RegradeView['state'], string>;
  head(id: string, state: string, progress: RegradeView['progress']): string;
  summary(up: number, down: number, same: number, failed: number): string;
  heads: readonly [string, string, string, string];
  look: string;
  /** What the line of progress is called. */
  noun: string;
  ended(progress: RegradeView['progress']): string;
  goesOn: string;
  decide: string;
}

export const REGRADE: Record<Lang, RegradeWords> = {
  en: {
    states: {
      running: 'is going on',
      ready: 'is ready; nothing has changed yet',
      published: 'counts now',
      discarded: 'was dropped; nothing of it counts',
    },
    head: (id, state, { ended, of }) => `Regrade ${id} ${state} (${ended} of ${of} submissions).`,
    summary: (up, down, same, failed) =>
      `${up} up, ${down} down, ${same} as before${failed > 0 ? `; ${failed} without a new result` : ''}.`,
    heads: ['name', 'before', 'after', 'change'],
    look: 'Look again:',
    noun: 'regrade',
    ended: ({ ended, of }) => `${ended} of ${of} submissions graded`,
    goesOn: 'interrupted; the regrade goes on without you',
    decide: 'Let it count, or drop it:',
  },
  es: {
    states: {
      running: 'está en marcha',
      ready: 'está lista; todavía no cambió nada',
      published: 'ya cuenta',
      discarded: 'se descartó; nada de ella cuenta',
    },
    head: (id, state, { ended, of }) => `La recorrección ${id} ${state} (${ended} de ${of} entregas).`,
    summary: (up, down, same, failed) =>
      `${up} suben, ${down} bajan, ${same} siguen igual${failed > 0 ? `; ${failed} sin resultado nuevo` : ''}.`,
    heads: ['nombre', 'antes', 'después', 'cambio'],
    look: 'Para mirar otra vez:',
    noun: 'recorregir',
    ended: ({ ended, of }) => `${ended} de ${of} entregas corregidas`,
    goesOn: 'interrumpido; la recorrección sigue sin ti',
    decide: 'Para que cuente, o para descartarla:',
  },
};
