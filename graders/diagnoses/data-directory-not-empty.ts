import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { holds } from '../shared/database.ts';
import { databases, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';
import { shownPath } from '../shared/place.ts';

export default defineDiagnosis({
  id: 'data-directory-not-empty',
  title: {
    en: 'The directory of the database holds foreign files',
    es: 'El directorio de la base de datos tiene archivos ajenos',
  },
  explains: ['stack-starts', 'database-volume-declared'],
  about: {
    symptom: {
      en: '`initdb: error: directory "/var/lib/postgresql/data" exists but is not empty`',
      es: '`initdb: error: directory "/var/lib/postgresql/data" exists but is not empty`',
    },
    why: {
      en: 'A database makes its files in an empty directory only. Something else lies there: a `.gitkeep` of the mounted folder, an init script, half of an earlier try, or `lost+found` of a disk.',
      es: 'Una base de datos crea sus archivos solo en un directorio vacío. Ahí hay otra cosa: un `.gitkeep` de la carpeta montada, un script de inicio, la mitad de un intento anterior, o el `lost+found` de un disco.',
    },
    mend: {
      en: 'Use a named volume: it begins empty.',
      es: 'Usa un volumen con nombre: empieza vacío.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      databases(evidence),
      /initdb: error: directory "([^"]+)" exists but is not empty/,
      /--initialize specified but the data directory has files in it/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const facts = factsOf(evidence.resolve, service);
    const directory = found[1] ?? '/var/lib/mysql';
    const mounts = facts?.mounts.filter(({ target }) => holds(target, directory) || holds(directory, target)) ?? [];
    const mount = mounts.find(({ type }) => type === 'bind') ?? mounts[0];
    const what = mount?.source
      ? ` (\`${mount.type === 'bind' ? shownPath(mount.source) : mount.source}:${mount.target}\`)`
      : '';
    return {
      message: {
        en: `${service} finds files in \`${directory}\`${what} that are not its own, and does not start over them.`,
        es: `${service} encuentra en \`${directory}\`${what} archivos que no son suyos, y no arranca encima de ellos.`,
      },
      remedy: {
        en: `Mount a named volume there and nothing else, init scripts on \`/docker-entrypoint-initdb.d\`, and begin anew with \`docker compose down -v\`:\n\nservices:\n  ${service}:\n    volumes:\n      - ${service}-data:${directory}\nvolumes:\n  ${service}-data:`,
        es: `Monta ahí un volumen con nombre y nada más, los scripts de inicio en \`/docker-entrypoint-initdb.d\`, y empieza de nuevo con \`docker compose down -v\`:\n\nservices:\n  ${service}:\n    volumes:\n      - ${service}-data:${directory}\nvolumes:\n  ${service}-data:`,
      },
      where: mount?.where ?? facts?.where,
      evidence: quote(heard),
    };
  },
});
