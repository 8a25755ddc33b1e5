import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote, started } from '../shared/heard.ts';
import { commandLine, failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'missing-script',
  title: {
    en: 'package.json has no script of that name',
    es: 'package.json no tiene un script con ese nombre',
  },
  explains: ['image-builds', 'stack-starts', 'app-responds'],
  about: {
    symptom: { en: '`Missing script: "start"`', es: '`Missing script: "start"`' },
    why: {
      en: '`npm start` and `npm run x` run what `scripts` in `package.json` says, and there is no such entry (or an older `package.json` is in the image).',
      es: '`npm start` y `npm run x` ejecutan lo que dice `scripts` en `package.json`, y ahí no hay esa entrada (o en la imagen hay un `package.json` más viejo).',
    },
    mend: {
      en: 'Add the script, or name one that is there. Best of all, let `CMD` start node itself.',
      es: 'Añade el script, o nombra uno que exista. Lo mejor: que `CMD` inicie node directamente.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const building = hear(builds(evidence), ...SIGNS);
    const heard = building ?? hear(started(evidence), ...SIGNS);
    if (!heard) return null;
    const { service, found } = heard;
    const script = found[1] ?? '';
    const start = script.startsWith('start');
    return {
      message: {
        en: `${service} runs the script \`${script}\`, which its \`package.json\` does not have.`,
        es: `${service} ejecuta el script \`${script}\`, que su \`package.json\` no tiene.`,
      },
      remedy: start
        ? {
            en: 'Add the script to `scripts` in `package.json`, or start the program itself (with the name of your file):\n\nCMD ["node", "server.js"]',
            es: 'Añade el script a `scripts` en `package.json`, o inicia el programa directamente (con el nombre de tu archivo):\n\nCMD ["node", "server.js"]',
          }
        : {
            en: `Add \`"${script}": "…"\` to \`scripts\` in \`package.json\`, or take the instruction that calls it out.`,
            es: `Añade \`"${script}": "…"\` a \`scripts\` en \`package.json\`, o quita la instrucción que lo llama.`,
          },
      where: building ? failedLine(evidence.build, service) : commandLine(evidence.resolve, service),
      evidence: quote(heard),
    };
  },
});

const SIGNS = [
  /[Mm]issing script: "?([\w:.-]+)"?/,
  /error Command "([\w:.-]+)" not found\./,
  /ERR_PNPM_NO_SCRIPT.*script: ([\w:.-]+)/,
];
