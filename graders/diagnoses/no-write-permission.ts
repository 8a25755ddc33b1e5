import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { holds } from '../shared/database.ts';
import { applications, builds, hear, quote } from '../shared/heard.ts';
import { factsOf, failedLine, lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'no-write-permission',
  title: { en: 'The user of the process may not write there', es: 'El usuario del proceso no puede escribir ahí' },
  explains: ['image-builds', 'stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: "`EACCES: permission denied, mkdir '/app/uploads'`, `PermissionError: [Errno 13]`",
      es: "`EACCES: permission denied, mkdir '/app/uploads'`, `PermissionError: [Errno 13]`",
    },
    why: {
      en: 'What `COPY`, `WORKDIR` and `RUN` make belongs to root, and so does a new volume. After `USER node` the process may read it, but not change it.',
      es: 'Lo que crean `COPY`, `WORKDIR` y `RUN` es de root, y un volumen nuevo también. Después de `USER node` el proceso puede leerlo, pero no cambiarlo.',
    },
    mend: {
      en: 'Make the folder in the Dockerfile and give it to the user before `USER`; a new named volume takes over its owner.',
      es: 'Crea la carpeta en el Dockerfile y dásela al usuario antes de `USER`; un volumen con nombre nuevo hereda su dueño.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const { resolve } = evidence;
    const building = hear(builds(evidence), ...SIGNS);
    const heard = building ?? hear(applications(evidence), ...SIGNS);
    if (!heard) return null;
    const { service, found } = heard;
    const path = found[1] ?? '';
    const mount = factsOf(resolve, service)?.mounts.find(({ target }) => holds(target, path));
    const user = lineOf(resolve, service, /^USER$/i);
    const folder = mount?.target ?? (path.slice(0, path.lastIndexOf('/')) || path);
    const on = mount
      ? {
          en: `, where a ${mount.type === 'bind' ? 'folder of the repository' : 'volume'} is mounted`,
          es: `, donde hay ${mount.type === 'bind' ? 'una carpeta del repositorio montada' : 'un volumen montado'}`,
        }
      : { en: '', es: '' };
    return {
      message: {
        en: `The user of ${service} may not write to \`${path}\`${on.en}.`,
        es: `El usuario de ${service} no puede escribir en \`${path}\`${on.es}.`,
      },
      remedy:
        mount?.type === 'bind'
          ? {
              en: `Use a named volume for \`${mount.target}\` instead of a folder of the repository: its files belong to whoever cloned it.`,
              es: `Usa un volumen con nombre para \`${mount.target}\` en vez de una carpeta del repositorio: sus archivos son de quien lo clonó.`,
            }
          : {
              en: `Put this above \`USER\` (with its name)${mount ? ', then start with a fresh volume (`docker compose down -v`)' : ''}:\n\nRUN mkdir -p ${folder} && chown -R node:node ${folder}`,
              es: `Pon esto antes de \`USER\` (con su nombre)${mount ? ', y arranca con un volumen nuevo (`docker compose down -v`)' : ''}:\n\nRUN mkdir -p ${folder} && chown -R node:node ${folder}`,
            },
      where: (building && failedLine(evidence.build, service)) ?? mount?.where ?? user,
      evidence: quote(heard),
    };
  },
});

const SIGNS = [
  /EACCES: permission denied, (?!.*npm-cli)(?:mkdir|open|unlink|rename|copyfile|rmdir|symlink|access|scandir) '(\/[^']+)'/,
  /PermissionError: \[Errno 13\] Permission denied: '(\/[^']+)'/,
  /mkdir: (?:cannot create directory|can't create directory) [‘']?(\/[^’':]+)[’']?: Permission denied/,
  /(?:open|mkdir) (\/[^\s:]+): permission denied/,
];
