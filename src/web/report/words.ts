import type { ReportResult } from '../../core/report/schema.ts';
import type { Lang, Text } from '../../core/text.ts';

/** A verdict is told by a sign and a word, never by its colour alone. */
export const VERDICTS: Record<ReportResult['verdict'], { sign: string; word: Text }> = {
  pass: { sign: '✔', word: { en: 'passed', es: 'cumplida' } },
  partial: { sign: '◐', word: { en: 'in part', es: 'en parte' } },
  fail: { sign: '✘', word: { en: 'not met', es: 'no cumplida' } },
  blocked: { sign: '–', word: { en: 'not looked at', es: 'sin mirar' } },
  error: { sign: '!', word: { en: 'fault of ours', es: 'falla nuestra' } },
};

/** Words of the report's page that its other forms have no use for; those that they share are in `core/report/words.ts`. */
export const WORDS = {
  score: { en: 'Score', es: 'Puntaje' },
  groups: { en: 'Points by group', es: 'Puntos por grupo' },
  first: { en: 'Mend this first', es: 'Arregla esto primero' },
  sameAs: { en: 'the same as for', es: 'lo mismo que en' },
  lesson: { en: 'lesson', es: 'lección' },
  asked: { en: 'asked', es: 'se pidió' },
  answered: { en: 'answer', es: 'respuesta' },
  about: { en: 'About this report', es: 'Sobre este informe' },
  repository: { en: 'Repository', es: 'Repositorio' },
  commit: { en: 'Commit', es: 'Commit' },
  graded: { en: 'Graded', es: 'Calificada' },
  by: { en: 'Graded by', es: 'Calificada por' },
} satisfies Record<string, Text>;

/** Sentences with numbers in them. */
export const SAID: Record<
  Lang,
  {
    hangs(points: string, lost: string): string;
    mended(lines: number): string;
    waiting(lines: number): string;
    refused(lines: number): string;
    passed(lines: number): string;
    notLookedAt(lines: number): string;
    cut(characters: string): string;
  }
> = {
  en: {
    hangs: (points, lost) =>
      points === lost ? `All lost points (${lost}) hang on it.` : `${points} of the ${lost} lost points hang on it.`,
    mended: (lines) => `It mends ${lines} lines at once.`,
    waiting: (lines) =>
      lines === 1
        ? '1 other line could not be looked at because of it.'
        : `${lines} other lines could not be looked at because of it.`,
    refused: (lines) => `All ${lines} lines wait for it: nothing was built or started.`,
    passed: (lines) => `${lines} passed`,
    notLookedAt: (lines) => (lines === 1 ? '1 line not looked at' : `${lines} lines not looked at`),
    cut: (characters) => `… ${characters} characters are left out here; the JSON has more …`,
  },
  es: {
    hangs: (points, lost) =>
      points === lost
        ? `Todos los puntos perdidos (${lost}) dependen de esto.`
        : `De los ${lost} puntos perdidos, ${points} dependen de esto.`,
    mended: (lines) => `Arregla ${lines} líneas a la vez.`,
    waiting: (lines) =>
      lines === 1 ? 'Por esto no se pudo mirar 1 línea más.' : `Por esto no se pudieron mirar ${lines} líneas más.`,
    refused: (lines) => `Las ${lines} líneas dependen de esto: no se construyó ni se inició nada.`,
    passed: (lines) => (lines === 1 ? '1 cumplida' : `${lines} cumplidas`),
    notLookedAt: (lines) => (lines === 1 ? '1 línea sin mirar' : `${lines} líneas sin mirar`),
    cut: (characters) => `… aquí se omiten ${characters} caracteres; el JSON tiene más …`,
  },
};
