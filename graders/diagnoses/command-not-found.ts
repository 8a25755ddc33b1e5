import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { builds, hear, quote, started } from '../shared/heard.ts';
import { hiddenModules } from '../shared/hidden-modules.ts';
import { commandLine, failedLine } from '../shared/lines.ts';
import { stuck } from '../shared/stuck.ts';

export default defineDiagnosis({
  id: 'command-not-found',
  title: { en: 'A command is not in the image', es: 'Un comando no está en la imagen' },
  explains: ['image-builds', 'stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`sh: nodemon: not found`, exit code 127, or `executable file not found in $PATH`.',
      es: '`sh: nodemon: not found`, código de salida 127, o `executable file not found in $PATH`.',
    },
    why: {
      en: 'A container has the programs of its image and no others: development dependencies were left out (`--omit=dev`, `NODE_ENV=production`), or the base image never had the tool.',
      es: 'Un contenedor tiene los programas de su imagen y ningún otro: se dejaron fuera las dependencias de desarrollo (`--omit=dev`, `NODE_ENV=production`), o la imagen base nunca tuvo la herramienta.',
    },
    mend: {
      en: 'Install what is needed in the Dockerfile, or use what is there.',
      es: 'Instala en el Dockerfile lo que haga falta, o usa lo que hay.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const building = hear(builds(evidence), ...SIGNS);
    const heard = building ?? hear(started(evidence), ...SIGNS) ?? hear(stuck(evidence), NOT_IN_PATH);
    if (!heard) return null;
    const { service, found } = heard;
    const command = found[1] ?? '';
    if (!building && hiddenModules(evidence.resolve, service)) return null;
    return {
      message: {
        en: `${service} calls \`${command}\`, which its image does not have.`,
        es: `${service} llama a \`${command}\`, que su imagen no tiene.`,
      },
      remedy: remedyFor(command),
      where: building ? failedLine(evidence.build, service) : commandLine(evidence.resolve, service),
      evidence: quote(heard),
    };
  },
});

const NOT_IN_PATH = /exec: "([^"/]+)": executable file not found in \$PATH/;
const SIGNS = [
  /sh: \d+: exec: ([\w@-]+): not found/,
  /(?:^|[\s/])(?:ba|da|a)?sh: (?:line )?(?:\d+: )?([\w@./-]+): (?:command )?not found/,
  /\.sh: (?:line )?\d+: ([\w@-]+): (?:command )?not found/,
  NOT_IN_PATH,
];

function remedyFor(command: string): Text {
  if (/^(apt-get|apt)$/.test(command)) return otherManager(command, 'apk add --no-cache');
  if (/^(apk|yum|dnf)$/.test(command)) {
    return otherManager(command, 'apt-get update && apt-get install -y --no-install-recommends');
  }
  if (/^(nodemon|ts-node|ts-node-dev|tsx|nest|tsc|vite|webpack|react-scripts|rimraf|cross-env)$/.test(command)) {
    return {
      en: `\`${command}\` is usually a development dependency. To build with it, install everything in that stage (\`npm ci\` without \`--omit=dev\`, before \`NODE_ENV=production\`); to run, start node itself: \`CMD ["node", "dist/main.js"]\`.`,
      es: `\`${command}\` suele ser una dependencia de desarrollo. Para construir con ella, instala todo en esa etapa (\`npm ci\` sin \`--omit=dev\`, antes de \`NODE_ENV=production\`); para ejecutar, inicia node directamente: \`CMD ["node", "dist/main.js"]\`.`,
    };
  }
  if (/^(nc|ncat|netcat|telnet|pg_isready|psql|mysqladmin|mysql|redis-cli)$/.test(command)) {
    return {
      en: `If \`${command}\` is there to wait for the database, take the waiting out of the script: a health check of the database and \`depends_on\` with \`condition: service_healthy\` do it. Otherwise install it in the Dockerfile.`,
      es: `Si \`${command}\` está para esperar a la base de datos, quita la espera del script: de eso se encargan un health check de la base de datos y \`depends_on\` con \`condition: service_healthy\`. Si no, instálalo en el Dockerfile.`,
    };
  }
  if (command === 'bash') {
    return {
      en: 'Small images (alpine) have no bash: write `sh` in the first line of the script and in the command, or install it (`apk add --no-cache bash`).',
      es: 'Las imágenes pequeñas (alpine) no tienen bash: escribe `sh` en la primera línea del script y en el comando, o instálalo (`apk add --no-cache bash`).',
    };
  }
  return {
    en: `Look at the spelling of \`${command}\`, or install it in the Dockerfile.`,
    es: `Revisa cómo está escrito \`${command}\`, o instálalo en el Dockerfile.`,
  };
}

function otherManager(command: string, instead: string): Text {
  return {
    en: `\`${command}\` belongs to another Linux than the one of your base image. Use \`${instead}\` here, or another base image.`,
    es: `\`${command}\` es de otro Linux que el de tu imagen base. Usa aquí \`${instead}\`, u otra imagen base.`,
  };
}
