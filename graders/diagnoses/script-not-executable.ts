import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote, started } from '../shared/heard.ts';
import { commandLine, failedLine } from '../shared/lines.ts';
import { stuck } from '../shared/stuck.ts';

export default defineDiagnosis({
  id: 'script-not-executable',
  title: { en: 'A script may not be executed', es: 'Un script no se puede ejecutar' },
  explains: ['image-builds', 'stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`exec: "./start.sh": permission denied`, exit code 126',
      es: '`exec: "./start.sh": permission denied`, código de salida 126',
    },
    why: {
      en: 'On Linux a file is a program only when its mode says so. Windows keeps no such mode, so git does not record it there.',
      es: 'En Linux un archivo es un programa solo si su modo lo dice. Windows no guarda ese modo, así que git no lo registra ahí.',
    },
    mend: {
      en: 'Set the mode in git (`git update-index --chmod=+x FILE`), or name the program that runs it: `CMD ["sh", "start.sh"]`.',
      es: 'Pon el modo en git (`git update-index --chmod=+x ARCHIVO`), o nombra el programa que lo ejecuta: `CMD ["sh", "start.sh"]`.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const { resolve } = evidence;
    const building = hear(builds(evidence), SHELL);
    const heard =
      building ?? hear(started(evidence), SHELL) ?? hear(stuck(evidence), /exec: "([^"]+)": permission denied/);
    if (!heard) return null;
    const { service, found } = heard;
    const file = (found[1] ?? '').split('/').at(-1) ?? '';
    return {
      message: {
        en: `${service} runs \`${found[1]}\`, which is not marked as executable.`,
        es: `${service} ejecuta \`${found[1]}\`, que no está marcado como ejecutable.`,
      },
      remedy: {
        en: `Run \`git update-index --chmod=+x ${file}\` (with its folder) and commit; or copy it with its mode: \`COPY --chmod=755 ${file} …\`.`,
        es: `Ejecuta \`git update-index --chmod=+x ${file}\` (con su carpeta) y haz commit; o cópialo con su modo: \`COPY --chmod=755 ${file} …\`.`,
      },
      where: building ? failedLine(evidence.build, service) : commandLine(resolve, service),
      evidence: quote(heard),
    };
  },
});

const SHELL = /sh: (?:line )?(?:\d+: )?(\.{0,2}\/\S+): [Pp]ermission denied/;
