import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { hiddenModules } from '../shared/hidden-modules.ts';
import { shownPath } from '../shared/place.ts';

export default defineDiagnosis({
  id: 'node-modules-hidden',
  title: { en: 'A bind mount hides the installed packages', es: 'Un bind mount tapa los paquetes instalados' },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: "`Cannot find module 'express'` or `nodemon: not found`, although the image installed it, and `volumes` has `.:/app`.",
      es: "`Cannot find module 'express'` o `nodemon: not found`, aunque la imagen lo instaló, y en `volumes` hay `.:/app`.",
    },
    why: {
      en: 'A mount lies over the folder of the image. In a fresh clone there is no `node_modules` (it is not in git), so the container sees none; on your computer yours is there.',
      es: 'Un montaje queda por encima de la carpeta de la imagen. En un clon nuevo no hay `node_modules` (no está en git), así que el contenedor no ve ninguno; en tu computadora está el tuyo.',
    },
    mend: {
      en: 'Take the mount out (the image has the code already), or lay a volume over `node_modules`.',
      es: 'Quita el montaje (la imagen ya tiene el código), o pon un volumen sobre `node_modules`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      started(evidence),
      /Cannot find (?:module|package) '([^'./][^']*)'/,
      /(?:^|[\s/])(?:ba|da|a)?sh: (?:line )?(?:\d+: )?([\w@-]+): (?:command )?not found/,
      /node_modules (missing|is missing)/,
    );
    const hidden = heard && hiddenModules(evidence.resolve, heard.service);
    if (!heard || !hidden) return null;
    const { service, found } = heard;
    const { target, modules, where } = hidden;
    const source = shownPath(hidden.source);
    return {
      message: {
        en: `${service} does not find \`${found[1]}\`: the mount \`${source}:${target}\` lies over the folder in which its image installed it.`,
        es: `${service} no encuentra \`${found[1]}\`: el montaje \`${source}:${target}\` tapa la carpeta en la que su imagen lo instaló.`,
      },
      remedy: {
        en: `Take \`${source}:${target}\` out of ${service}. If you want it for developing, keep the packages of the image visible with one more line:\n\nvolumes:\n  - ${source}:${target}\n  - ${modules}`,
        es: `Quita \`${source}:${target}\` de ${service}. Si lo quieres para desarrollar, deja visibles los paquetes de la imagen con una línea más:\n\nvolumes:\n  - ${source}:${target}\n  - ${modules}`,
      },
      where,
      evidence: quote(heard),
    };
  },
});
