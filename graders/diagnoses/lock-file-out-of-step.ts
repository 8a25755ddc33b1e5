import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'lock-file-out-of-step',
  title: { en: 'The lock file is older than package.json', es: 'El archivo de bloqueo es más viejo que package.json' },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: 'The build stops at `npm ci` ("package.json and package-lock.json … are in sync"), or at `--frozen-lockfile` of yarn or pnpm.',
      es: 'La construcción se detiene en `npm ci` («package.json and package-lock.json … are in sync») o en `--frozen-lockfile` de yarn o pnpm.',
    },
    why: {
      en: '`package.json` was changed, and the lock file was not written again, or not committed. A strict installation refuses to guess.',
      es: 'Se cambió `package.json`, y el archivo de bloqueo no se volvió a escribir o no se subió. Una instalación estricta se niega a adivinar.',
    },
    mend: {
      en: 'Run the normal installation on your computer (`npm install`) and commit the lock file that it writes.',
      es: 'Ejecuta la instalación normal en tu computadora (`npm install`) y sube el archivo de bloqueo que escribe.',
    },
  },
  needs: ['build'],
  find(evidence) {
    const heard = hear(builds(evidence), ...SIGNS.map(({ sign }) => sign));
    const known = heard && SIGNS.find(({ sign }) => sign.test(heard.line));
    if (!heard || !known) return null;
    return {
      message: {
        en: `In the build of ${heard.service}, \`package.json\` and \`${known.file}\` do not say the same.`,
        es: `Al construir ${heard.service}, \`package.json\` y \`${known.file}\` no dicen lo mismo.`,
      },
      remedy: {
        en: `Run \`${known.command}\` beside \`package.json\` and commit \`${known.file}\`.`,
        es: `Ejecuta \`${known.command}\` junto a \`package.json\` y sube \`${known.file}\` a git.`,
      },
      where: failedLine(evidence.build, heard.service),
      evidence: quote(heard),
    };
  },
});

const SIGNS = [
  {
    sign: /ci. can only install packages when your package\.json and package-lock\.json/,
    file: 'package-lock.json',
    command: 'npm install',
  },
  {
    sign: /lockfile needs to be updated, but yarn was run with|YN0028.*lockfile would have been modified/,
    file: 'yarn.lock',
    command: 'yarn install',
  },
  { sign: /ERR_PNPM_OUTDATED_LOCKFILE/, file: 'pnpm-lock.yaml', command: 'pnpm install' },
];
