import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { nearest } from '../../src/core/nearest.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'instruction-unknown',
  title: {
    en: 'The Dockerfile has a word that is no instruction',
    es: 'El Dockerfile tiene una palabra que no es una instrucción',
  },
  explains: ['image-builds'],
  about: {
    symptom: { en: '`unknown instruction: RNU`', es: '`unknown instruction: RNU`' },
    why: {
      en: 'Every line of a Dockerfile begins with an instruction. A command needs `RUN` before it, and one that goes on in the next line needs `\\` at its end.',
      es: 'Cada línea de un Dockerfile empieza con una instrucción. Un comando necesita `RUN` delante, y si sigue en la línea de abajo, un `\\` al final.',
    },
    mend: {
      en: 'Correct the word, or end the line above with `\\`.',
      es: 'Corrige la palabra, o termina la línea de arriba con `\\`.',
    },
  },
  needs: ['build'],
  find(evidence) {
    const heard = hear(builds(evidence), /unknown instruction: (\S+)/);
    if (!heard) return null;
    const word = heard.found[1] ?? '';
    const meant = nearest(word, INSTRUCTIONS);
    return {
      message: {
        en: `The Dockerfile of ${heard.service} has a line that begins with \`${word}\`, which is no instruction.`,
        es: `El Dockerfile de ${heard.service} tiene una línea que empieza con \`${word}\`, que no es una instrucción.`,
      },
      remedy: meant
        ? { en: `Write \`${meant}\` instead of \`${word}\`.`, es: `Escribe \`${meant}\` en vez de \`${word}\`.` }
        : {
            en: `Put \`RUN\` before \`${word}\` when it is a command, or end the line above with \`\\\` when it belongs to that.`,
            es: `Pon \`RUN\` delante de \`${word}\` si es un comando, o termina la línea de arriba con \`\\\` si es parte de ella.`,
          },
      where: failedLine(evidence.build, heard.service),
      evidence: quote(heard),
    };
  },
});

const INSTRUCTIONS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
