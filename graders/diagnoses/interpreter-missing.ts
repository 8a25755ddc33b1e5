import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { commandLine, instructionOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'interpreter-missing',
  title: {
    en: 'The script is there, but not the program that its first line names',
    es: 'El script está, pero no el programa que nombra su primera línea',
  },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`exec /entrypoint.sh: no such file or directory` or `exec: ./start.sh: not found`, although the file is in the image.',
      es: '`exec /entrypoint.sh: no such file or directory` o `exec: ./start.sh: not found`, aunque el archivo está en la imagen.',
    },
    why: {
      en: 'Docker finds the file and starts it; what is missing is the program behind `#!`. Either the line ends with a CR of Windows (`sh\\r`), or the image is alpine and has no bash.',
      es: 'Docker encuentra el archivo y lo inicia; lo que falta es el programa que va tras `#!`. O la línea termina con un CR de Windows (`sh\\r`), o la imagen es alpine y no tiene bash.',
    },
    mend: {
      en: 'Save the script with LF line ends, and write `#!/bin/sh` in its first line.',
      es: 'Guarda el script con finales de línea LF, y escribe `#!/bin/sh` en su primera línea.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      started(evidence),
      /^exec (\S+): no such file or directory/,
      /sh: \d+: exec: (\.{0,2}\/\S+): not found/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const file = found[1]?.split('/').at(-1) ?? '';
    const copied = instructionOf(
      evidence.resolve,
      service,
      ({ keyword, text }) => /^(COPY|ADD)$/i.test(keyword) && (text.includes(file) || /^\. /.test(text)),
    );
    // A shell says the same of a file that is not there at all.
    if (/not found$/.test(heard.line) && !copied) return null;
    return {
      message: {
        en: `\`${found[1]}\` is in the image of ${service}, but the program that its first line (\`#!…\`) names is not.`,
        es: `\`${found[1]}\` está en la imagen de ${service}, pero no el programa que nombra su primera línea (\`#!…\`).`,
      },
      remedy: {
        en: 'Two causes are usual. The file has the line ends of Windows: save it with LF and add `*.sh text eol=lf` to `.gitattributes`. Or it wants bash and the image is alpine: write `#!/bin/sh`.',
        es: 'Hay dos causas habituales. El archivo tiene los finales de línea de Windows: guárdalo con LF y añade `*.sh text eol=lf` a `.gitattributes`. O pide bash y la imagen es alpine: escribe `#!/bin/sh`.',
      },
      where: commandLine(evidence.resolve, service),
      evidence: quote(heard),
    };
  },
});
