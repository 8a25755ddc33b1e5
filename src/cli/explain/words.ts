import type { Lang } from '../../core/text.ts';

/** What the parts of an explanation are called, on the terminal and in docs/graders.md. */
export const EXPLAIN = {
  en: {
    looks: 'Where it looks',
    why: 'Why it matters',
    mend: 'How to mend it',
    passes: 'Passes',
    fails: 'Fails',
    facts: 'facts from',
    lesson: 'lesson',
    points: 'points',
    diagnoses: 'Diagnoses',
    explains: 'explains',
    symptom: 'How it shows',
    cause: 'Why it comes to that',
  },
  es: {
    looks: 'Dónde mira',
    why: 'Por qué importa',
    mend: 'Cómo arreglarlo',
    passes: 'Pasa',
    fails: 'Falla',
    facts: 'datos de',
    lesson: 'lección',
    points: 'puntos',
    diagnoses: 'Diagnósticos',
    explains: 'explica',
    symptom: 'Cómo se nota',
    cause: 'Por qué pasa',
  },
} as const satisfies Record<Lang, object>;
