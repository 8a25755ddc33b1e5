import type { DrillName } from '../../../core/evidence/drills.ts';
import type { PersistenceEvidence } from '../../../core/evidence/index.ts';
import type { Lang, Text } from '../../../core/text.ts';

export const WORDS = {
  title: { en: 'Time line of the stages', es: 'Línea de tiempo de las etapas' },
  stage: { en: 'stage', es: 'etapa' },
  outcome: { en: 'outcome', es: 'resultado' },
  began: { en: 'began after', es: 'empezó a los' },
  took: { en: 'took', es: 'duró' },
  detail: { en: 'what happened', es: 'qué pasó' },
  ran: { en: 'done', es: 'hecha' },
  failed: { en: 'failed', es: 'falló' },
  skippedOne: { en: 'skipped', es: 'no se hizo' },
  skipped: { en: 'Skipped', es: 'No se hicieron' },
  attempt: { en: 'start', es: 'inicio' },
  thin: {
    en: 'Thin bars tell how long a part of a stage took; when it began in it is not recorded.',
    es: 'Las barras finas dicen cuánto duró una parte de la etapa; cuándo empezó dentro de ella no se registra.',
  },
} satisfies Record<string, Text>;

export const LADDER: { rung: keyof PersistenceEvidence['ladder']; title: Text }[] = [
  { rung: 'restart', title: { en: 'restart', es: 'reinicio' } },
  { rung: 'recreate', title: { en: 'new container', es: 'contenedor nuevo' } },
  { rung: 'downUp', title: { en: 'down and up', es: 'bajar y subir' } },
  { rung: 'fresh', title: { en: 'fresh volume', es: 'volumen nuevo' } },
];

export const DRILL_TITLES: Record<DrillName, Text> = {
  'cold-start': { en: 'cold start', es: 'arranque en frío' },
  rebuild: { en: 'rebuild', es: 'reconstruir' },
  health: { en: 'health checks', es: 'health checks' },
  crash: { en: 'crash', es: 'caída' },
  stop: { en: 'stop', es: 'detener' },
  replace: { en: 'new containers', es: 'contenedores nuevos' },
};

/** The chart in one sentence. */
export const DESCRIPTION: Record<Lang, (stages: number, total: string) => string> = {
  en: (stages, total) => `${stages} stages in ${total}. The table below says the same.`,
  es: (stages, total) => `${stages} etapas en ${total}. La tabla de abajo dice lo mismo.`,
};
