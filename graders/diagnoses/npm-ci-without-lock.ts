import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'npm-ci-without-lock',
  title: { en: '`npm ci` has no lock file', es: '`npm ci` no tiene archivo de bloqueo' },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: 'The build stops at `npm ci`: "can only install with an existing package-lock.json".',
      es: 'La construcción se detiene en `npm ci`: «can only install with an existing package-lock.json».',
    },
    why: {
      en: '`npm ci` installs exactly what `package-lock.json` lists. That file is not in the image yet: it is not in git, or the instruction before copies only `package.json`.',
      es: '`npm ci` instala exactamente lo que dice `package-lock.json`. Ese archivo todavía no está en la imagen: no está en git, o la instrucción anterior copia solo `package.json`.',
    },
    mend: {
      en: 'Commit `package-lock.json` (`npm install` writes it), keep it out of `.dockerignore`, and copy both files before `npm ci`.',
      es: 'Sube `package-lock.json` a git (lo escribe `npm install`), no lo pongas en `.dockerignore`, y copia los dos archivos antes de `npm ci`.',
    },
  },
  needs: ['resolve', 'build'],
  find(evidence) {
    const heard = hear(builds(evidence), /npm ci. command can only install with an existing package-lock/, NPM_6);
    if (!heard) return null;
    const { service } = heard;
    return {
      message: {
        en: `\`npm ci\` in the build of ${service} finds no \`package-lock.json\`.`,
        es: `\`npm ci\`, al construir ${service}, no encuentra \`package-lock.json\`.`,
      },
      remedy: {
        en: 'Commit `package-lock.json`, and copy it together with `package.json`:\n\nCOPY package.json package-lock.json ./',
        es: 'Sube `package-lock.json` a git y cópialo junto con `package.json`:\n\nCOPY package.json package-lock.json ./',
      },
      where: failedLine(evidence.build, service),
      evidence: quote(heard),
    };
  },
});

const NPM_6 = /ci. can only install packages with an existing package-lock\.json/;
