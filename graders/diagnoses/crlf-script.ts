import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote, started } from '../shared/heard.ts';
import { commandLine, failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'crlf-script',
  title: { en: 'A script has the line ends of Windows', es: 'Un script tiene los finales de línea de Windows' },
  explains: ['image-builds', 'stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: "`env: 'bash\\r': No such file or directory`, `$'\\r': command not found`",
      es: "`env: 'bash\\r': No such file or directory`, `$'\\r': command not found`",
    },
    why: {
      en: 'Windows ends lines with two characters (CR LF). Linux takes the first for a part of the command: it looks for a program named `sh\\r`.',
      es: 'Windows termina las líneas con dos caracteres (CR LF). Linux toma el primero como parte del comando: busca un programa llamado `sh\\r`.',
    },
    mend: {
      en: 'Save the script with LF, and write `*.sh text eol=lf` into `.gitattributes` so that git keeps it so.',
      es: 'Guarda el script con LF, y escribe `*.sh text eol=lf` en `.gitattributes` para que git lo mantenga así.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const building = hear(builds(evidence), ...SIGNS);
    const heard = building ?? hear(started(evidence), ...SIGNS);
    if (!heard) return null;
    const { service } = heard;
    return {
      message: {
        en: `A script of ${service} was saved with the line ends of Windows (CR LF).`,
        es: `Un script de ${service} se guardó con los finales de línea de Windows (CR LF).`,
      },
      remedy: {
        en: 'Save it with LF (at the bottom right in VS Code: CRLF → LF) and add a `.gitattributes`:\n\n*.sh text eol=lf',
        es: 'Guárdalo con LF (abajo a la derecha en VS Code: CRLF → LF) y añade un `.gitattributes`:\n\n*.sh text eol=lf',
      },
      where: building ? failedLine(evidence.build, service) : commandLine(evidence.resolve, service),
      evidence: quote({ ...heard, line: heard.line.replaceAll('\r', '\\r') }),
    };
  },
});

const SIGNS = [
  /[‘']?(?:sh|bash|node|python3?|env)(?:\\r|\r|\^M)['’]?: (?:No such file|bad interpreter|not found)/,
  /\$'\\r': command not found/,
  /\^M: (?:bad interpreter|not found)/,
];
