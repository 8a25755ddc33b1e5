import type { PersistenceEvidence, Rung } from '../../src/core/evidence/index.ts';
import { inEach, type Text } from '../../src/core/text.ts';
import type { RunContext } from '../stages/stage.ts';
import type { Subject } from './experiment.ts';

/** Why the marker travels as it does. */
export function reasonFor(
  way: PersistenceEvidence['way'],
  context: RunContext,
  { app }: Subject,
): PersistenceEvidence['reason'] {
  if (way === 'application')
    return { en: 'the assignment says how to write and read', es: 'la consigna dice cómo escribir y leer' };
  if (way === 'none') return { en: 'nothing could be written', es: 'no se pudo escribir nada' };
  if (!context.job.assignment.persistence)
    return { en: 'the assignment does not say how', es: 'la consigna no dice cómo' };
  return app
    ? {
        en: 'what was written through the application could not be read back',
        es: 'lo escrito por la aplicación no se pudo volver a leer',
      }
    : { en: 'the application does not answer', es: 'la aplicación no responde' };
}

/** The ladder in a few words, for the time line. */
export function summary(ladder: PersistenceEvidence['ladder']): Text {
  return inEach((lang) => {
    const words = WORDS[lang];
    const word = (rung: Rung | null) =>
      words[rung?.found === true ? 'there' : rung?.found === false ? 'gone' : 'unknown'];
    return (['restart', 'recreate', 'downUp', 'fresh'] as const)
      .map((name) => `${words[name]} ${word(ladder[name])}`)
      .join(', ');
  });
}

const WORDS = {
  en: {
    restart: 'restart',
    recreate: 'new container',
    downUp: 'down and up',
    fresh: 'fresh volume',
    there: 'there',
    gone: 'gone',
    unknown: 'unknown',
  },
  es: {
    restart: 'los datos al reiniciar:',
    recreate: 'contenedor nuevo:',
    downUp: 'down y up:',
    fresh: 'volumen nuevo:',
    there: 'están',
    gone: 'no están',
    unknown: 'no se sabe',
  },
};
