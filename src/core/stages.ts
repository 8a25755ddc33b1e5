import type { Text } from './text.ts';

/** The steps of the worker, in their order (design.md, "Words"). */
export const STAGES = [
  'fetch',
  'resolve',
  'admit',
  'build',
  'start',
  'probe',
  'persistence',
  'drills',
  'teardown',
] as const;
export type StageName = (typeof STAGES)[number];

/** How a stage is called in sentences and tables for people. */
export const STAGE_TITLES: Record<StageName, Text> = {
  fetch: { en: 'fetch', es: 'obtener' },
  resolve: { en: 'resolve', es: 'leer' },
  admit: { en: 'admit', es: 'admitir' },
  build: { en: 'build', es: 'construir' },
  start: { en: 'start', es: 'iniciar' },
  probe: { en: 'probe', es: 'probar' },
  persistence: { en: 'persistence', es: 'persistencia' },
  drills: { en: 'drills', es: 'simulacros' },
  teardown: { en: 'teardown', es: 'limpiar' },
};
