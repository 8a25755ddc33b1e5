import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'package-unknown',
  title: {
    en: 'A package of that name or version is not to be had',
    es: 'No existe un paquete con ese nombre o esa versión',
  },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: '`404 Not Found`, `No matching distribution found for …`, `Unable to locate package …`.',
      es: '`404 Not Found`, `No matching distribution found for …`, `Unable to locate package …`.',
    },
    why: {
      en: 'The name is misspelt, the version does not exist, or (with apt) the lists of packages were not fetched in the same instruction.',
      es: 'El nombre está mal escrito, la versión no existe o (con apt) no se descargaron las listas de paquetes en la misma instrucción.',
    },
    mend: {
      en: 'Look the package up in its registry. With apt: `apt-get update && apt-get install -y …` in one `RUN`.',
      es: 'Busca el paquete en su registro. Con apt: `apt-get update && apt-get install -y …` en un solo `RUN`.',
    },
  },
  needs: ['build'],
  find(evidence) {
    const heard = hear(
      builds(evidence),
      /(?:404|E404).*'([^']+)' is not in (?:this|the npm) registry/,
      /No matching version found for ([^\s]+?)\.?$/,
      /No matching distribution found for ([^\s]+)/,
      /E: Unable to locate package (\S+)/,
      /ERROR: unable to select packages:.*?(\S+) \(no such package\)/,
    );
    if (!heard) return null;
    const name = heard.found[1] ?? '';
    const apt = /Unable to locate package/.test(heard.line);
    return {
      message: {
        en: `The build of ${heard.service} asks for the package \`${name}\`, which cannot be found.`,
        es: `La construcción de ${heard.service} pide el paquete \`${name}\`, que no se encuentra.`,
      },
      remedy: apt
        ? {
            en: `Fetch the lists and install in one instruction, and look at the spelling of \`${name}\`:\n\nRUN apt-get update && apt-get install -y --no-install-recommends ${name}`,
            es: `Descarga las listas e instala en una sola instrucción, y revisa cómo se escribe \`${name}\`:\n\nRUN apt-get update && apt-get install -y --no-install-recommends ${name}`,
          }
        : {
            en: `Look at the spelling and the version of \`${name}\` in your list of dependencies; install it on your computer with the same command.`,
            es: `Revisa cómo se escribe \`${name}\` y su versión en tu lista de dependencias; instálalo en tu computadora con el mismo comando.`,
          },
      where: failedLine(evidence.build, heard.service),
      evidence: quote(heard),
    };
  },
});
