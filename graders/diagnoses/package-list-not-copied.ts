import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'package-list-not-copied',
  title: {
    en: 'Dependencies are installed before their list is in the image',
    es: 'Se instalan dependencias antes de que su lista esté en la imagen',
  },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: 'The build stops because `package.json` or `requirements.txt` cannot be opened.',
      es: 'La construcción se detiene porque no se puede abrir `package.json` o `requirements.txt`.',
    },
    why: {
      en: 'Each instruction sees only what the instructions above it have copied, in the folder of the last `WORKDIR`.',
      es: 'Cada instrucción ve solo lo que copiaron las instrucciones de arriba, en la carpeta del último `WORKDIR`.',
    },
    mend: {
      en: 'Copy the list of dependencies before the instruction that installs them.',
      es: 'Copia la lista de dependencias antes de la instrucción que las instala.',
    },
  },
  needs: ['build'],
  find(evidence) {
    const heard = hear(
      builds(evidence),
      /ENOENT.*open '(\/[^']*package\.json)'/,
      /Could not open requirements file:.*No such file or directory: '([^']+)'/,
      /(go\.mod) file not found in current directory/,
    );
    if (!heard) return null;
    const path = heard.found[1] ?? '';
    const file = path.split('/').at(-1) ?? path;
    return {
      message: {
        en: `The build of ${heard.service} installs dependencies, but there is no \`${path}\` in the image at that moment.`,
        es: `La construcción de ${heard.service} instala dependencias, pero en ese momento no hay ningún \`${path}\` en la imagen.`,
      },
      remedy: {
        en: `Put this above the instruction that fails (with the folder of \`${file}\` in your repository, when it is not the root of the context):\n\nCOPY ${file} ./`,
        es: `Pon esto antes de la instrucción que falla (con la carpeta de \`${file}\` en tu repositorio, si no está en la raíz del contexto):\n\nCOPY ${file} ./`,
      },
      where: failedLine(evidence.build, heard.service),
      evidence: quote(heard),
    };
  },
});
