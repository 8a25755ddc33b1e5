import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { commandLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'exec-format-error',
  title: {
    en: 'What the container runs is no program for this machine',
    es: 'Lo que ejecuta el contenedor no es un programa para esta máquina',
  },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: { en: '`exec format error`', es: '`exec format error`' },
    why: {
      en: 'A script without `#!/bin/sh` in its first line is no program, and one that was compiled on an ARM Mac does not run on x86.',
      es: 'Un script sin `#!/bin/sh` en su primera línea no es un programa, y uno compilado en una Mac con ARM no corre en x86.',
    },
    mend: {
      en: 'Give the script its first line; let the image compile programs itself.',
      es: 'Ponle al script su primera línea; deja que la imagen compile los programas.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(started(evidence), /exec (\S+): exec format error/, /exec format error/);
    if (!heard) return null;
    const { service, found } = heard;
    const path = found[1];
    const script = path !== undefined && !/\/(usr|bin|sbin)\//.test(path) && /\.(sh|bash|js|mjs|py)$/.test(path);
    return {
      message: script
        ? {
            en: `${service} starts \`${path}\`, a script whose first line does not say what runs it.`,
            es: `${service} inicia \`${path}\`, un script cuya primera línea no dice con qué se ejecuta.`,
          }
        : {
            en: `${service} starts ${path ? `\`${path}\`` : 'a file'}, which this machine cannot run: it was made for another kind of processor, or is no program.`,
            es: `${service} inicia ${path ? `\`${path}\`` : 'un archivo'}, que esta máquina no puede ejecutar: se hizo para otro tipo de procesador, o no es un programa.`,
          },
      remedy: script
        ? {
            en: `Write \`#!/bin/sh\` as the very first line of \`${path}\`, without an empty line above it.`,
            es: `Escribe \`#!/bin/sh\` como primera línea de \`${path}\`, sin una línea vacía encima.`,
          }
        : {
            en: 'Compile in the Dockerfile instead of copying what you built on your computer, and take `platform:` and `--platform` out. If it is a script, its first line must be `#!/bin/sh`.',
            es: 'Compila en el Dockerfile en vez de copiar lo que construiste en tu computadora, y quita `platform:` y `--platform`. Si es un script, su primera línea debe ser `#!/bin/sh`.',
          },
      where: commandLine(evidence.resolve, service),
      evidence: quote(heard),
    };
  },
});
