import type { Text } from '../core/text.ts';
import type { SubmissionItem } from '../core/wire/submission.ts';

export const STATES: Record<SubmissionItem['state'], Text> = {
  waiting: { en: 'waiting', es: 'en espera' },
  running: { en: 'running', es: 'en curso' },
  finished: { en: 'finished', es: 'terminada' },
  cancelled: { en: 'cancelled', es: 'cancelada' },
};

export const OUTCOMES: Record<NonNullable<SubmissionItem['outcome']>, Text> = {
  graded: { en: 'graded', es: 'calificada' },
  refused: { en: 'refused', es: 'rechazada' },
  error: { en: 'a fault of ours; it cost no attempt', es: 'una falla nuestra; no costó ningún intento' },
};

/** Below each chart, for those who read rather than look. */
export const SAME_AS_TABLE: Text = { en: 'The same as a table', es: 'Lo mismo en una tabla' };
