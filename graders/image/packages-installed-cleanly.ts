import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, partial, pass } from '../../src/core/verdict.ts';
import { finalInstructions } from '../shared/final-stage.ts';
import { applicationImages, imageCause, notLookedInto } from '../shared/images.ts';
import { installsPackages, packageFaults } from '../shared/package-faults.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'packages-installed-cleanly',
  group: 'image',
  title: {
    en: 'Packages are installed without leftovers',
    es: 'Los paquetes se instalan sin dejar restos',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'At the instructions that install packages, and inside the finished image: `apt-get update` and `install` together, no package lists, no caches of apk, pip, npm or yarn, nothing that is only recommended.',
      es: 'En las instrucciones que instalan paquetes y dentro de la imagen terminada: `apt-get update` e `install` juntos, sin listas de paquetes, sin cachés de apk, pip, npm o yarn, sin nada que solo sea recomendado.',
    },
    why: {
      en: 'Each instruction is a layer that stays. What one downloads and a later one deletes still takes space, and an `update` of its own comes from the cache when it should not.',
      es: 'Cada instrucción es una capa que queda. Lo que una descarga y otra posterior borra sigue ocupando espacio, y un `update` separado sale de la caché cuando no debería.',
    },
    mend: {
      en: 'Update, install and clean up in one `RUN`.',
      es: 'Actualiza, instala y limpia en un solo `RUN`.',
    },
  },
  examples: {
    passes: `RUN apt-get update \\
  && apt-get install -y --no-install-recommends curl \\
  && rm -rf /var/lib/apt/lists/*`,
    fails: 'RUN apt-get update\nRUN apt-get install -y curl',
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const cause = imageCause(resolve, build);
    if (cause) return blocked(cause);
    const looked = applicationImages(resolve, build).flatMap(({ service, image }) => {
      const file = resolve.dockerfiles.find((one) => one.service === service);
      if (file === undefined || image.contains === undefined) return [];
      const instructions = finalInstructions(file, resolve);
      return [{ service, file, instructions, faults: packageFaults(instructions, image.contains) }];
    });
    if (looked.length === 0) return blocked(notLookedInto);
    const bad = looked.find(({ faults }) => faults.length > 0);
    const [first] = bad?.faults ?? [];
    if (bad === undefined || first === undefined) {
      const installs = looked.some(({ instructions }) => installsPackages(instructions));
      return pass({
        message: installs
          ? {
              en: 'Packages are installed and nothing is left over.',
              es: 'Los paquetes se instalan y no queda nada de más.',
            }
          : { en: 'No package is installed.', es: 'No se instala ningún paquete.' },
      });
    }
    const { service, file, faults } = bad;
    const lost = {
      message: { en: `${service}: ${first.what.en}`, es: `${service}: ${first.what.es}` },
      expected: {
        en: 'One instruction updates, installs and cleans up.',
        es: 'Una sola instrucción actualiza, instala y limpia.',
      },
      actual: {
        en: `${faults.length} of these faults in ${file.file}.`,
        es: `${faults.length} de estas faltas en ${file.file}.`,
      },
      remedy: withSnippet({ en: 'Write it like this:', es: 'Escríbelo así:' }, first.mend),
      where: { file: file.file, ...(first.line !== null && { line: first.line }) },
      evidence: [
        {
          kind: 'file' as const,
          title: { en: 'All that was found, with its line', es: 'Todo lo encontrado, con su línea' },
          text: {
            en: faults.map(({ what, line }) => `${line ?? '–'}: ${what.en}`).join('\n'),
            es: faults.map(({ what, line }) => `${line ?? '–'}: ${what.es}`).join('\n'),
          },
        },
      ],
    };
    return faults.some(({ serious }) => serious) ? fail(lost) : partial({ ...lost, share: 0.5 });
  },
});
