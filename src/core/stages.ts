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

/** Those that record evidence; the teardown records none, and is never left out. */
export const EVIDENCE_STAGES = STAGES.filter((stage) => stage !== 'teardown');
type EvidenceStageName = (typeof EVIDENCE_STAGES)[number];

/** What must have been recorded before a stage can run. */
const BEFORE: Record<EvidenceStageName, EvidenceStageName | null> = {
  fetch: null,
  resolve: 'fetch',
  admit: 'resolve',
  build: 'admit',
  start: 'build',
  probe: 'start',
  persistence: 'probe',
  drills: 'probe',
};

/** These stages and all that they need, in their order. Admission is always among them: whatever is handed in is looked at by it. */
export function withEarlier(stages: readonly EvidenceStageName[]): EvidenceStageName[] {
  const needed = new Set<string>();
  for (const stage of ['admit' as const, ...stages]) {
    for (let at: EvidenceStageName | null = stage; at !== null; at = BEFORE[at]) needed.add(at);
  }
  return EVIDENCE_STAGES.filter((stage) => needed.has(stage));
}

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
