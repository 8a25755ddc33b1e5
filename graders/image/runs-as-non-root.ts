import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { finalFrom } from '../shared/final-stage.ts';
import { COMPILED } from '../shared/go-runtime.ts';
import { processLine, serving } from '../shared/processes.ts';
import { listProof } from '../shared/proof.ts';
import { down, lastAttempt } from '../shared/services.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'runs-as-non-root',
  group: 'image',
  title: { en: 'The application does not run as root', es: 'La aplicación no se ejecuta como root' },
  lesson: '003',
  about: {
    looks: {
      en: 'At the process table of each application: the user of the processes that do the work. A shell or an init above them does not count, nor does a master process (nginx) whose workers all run as another user.',
      es: 'En la tabla de procesos de cada aplicación: el usuario de los procesos que hacen el trabajo. No cuentan la shell o el init que están por encima, ni un proceso maestro (nginx) cuyos workers se ejecutan todos con otro usuario.',
    },
    why: {
      en: 'Whoever finds a hole in your application gets the rights of its process. Root in a container is much closer to root on the machine than an ordinary user is.',
      es: 'Quien encuentra un fallo en tu aplicación obtiene los permisos de su proceso. Root dentro de un contenedor está mucho más cerca de ser root en la máquina que un usuario normal.',
    },
    mend: {
      en: 'Add a `USER` line before `CMD`. The Node images bring a user `node`; elsewhere create one with `useradd`.',
      es: 'Añade una línea `USER` antes de `CMD`. Las imágenes de Node traen un usuario `node`; en las demás, crea uno con `useradd`.',
    },
  },
  examples: {
    passes: `FROM node:22-slim
WORKDIR /app
COPY . .
USER node
CMD ["node", "server.js"]`,
    fails: `FROM node:22-slim
WORKDIR /app
COPY . .
CMD ["node", "server.js"]`,
  },
  needs: ['resolve', 'start'],
  judge({ resolve, start }) {
    const attempt = lastAttempt(start);
    const names = applications(resolve);
    const absent = down(start, resolve);
    const seen = attempt.services.filter((state) => names.includes(state.service) && !absent.has(state.service));
    const processes = seen.flatMap(({ service, processes }) =>
      serving(processes).map((process) => ({ service, process })),
    );
    const evidence = [
      listProof(
        'inspect',
        { en: 'Processes that do the work', es: 'Procesos que hacen el trabajo' },
        processes.map(({ service, process }) => `${service}  ${processLine(process)}`),
      ),
    ];
    const roots = processes.filter(({ process }) => process.uid === 0);
    const [root] = roots;
    if (root) {
      const others = [...new Set(roots.map(({ service }) => service))]
        .filter((name) => name !== root.service)
        .join(', ');
      const dockerfile = resolve.dockerfiles.find((file) => file.service === root.service);
      const command = dockerfile?.instructions.findLast(({ keyword }) => /^(cmd|entrypoint)$/i.test(keyword));
      const {
        change,
        lines,
        compiled = false,
      } = anotherUser(root.process.command, dockerfile && finalFrom(dockerfile, resolve)?.reference);
      return fail({
        message: {
          en: `In ${root.service} the process \`${short(root.process.command)}\` runs as root (uid 0).${others && ` As root, too: ${others}.`}`,
          es: `En ${root.service}, el proceso \`${short(root.process.command)}\` se ejecuta como root (uid 0).${others && ` También como root: ${others}.`}`,
        },
        expected: { en: 'A uid other than 0.', es: 'Un uid distinto de 0.' },
        actual: { en: 'uid 0, which is root.', es: 'uid 0, que es root.' },
        remedy: withSnippet(
          {
            en: `Before the last line of ${dockerfile?.file ?? 'the Dockerfile'}, change to an ordinary user${change.en}:`,
            es: `Antes de la última línea de ${dockerfile?.file ?? 'tu Dockerfile'}, cambia a un usuario normal${change.es}:`,
          },
          [...lines, ...(command && !compiled ? [instruction(command)] : [])],
        ),
        where: dockerfile && { file: dockerfile.file, ...(command && { line: command.line }) },
        evidence,
      });
    }
    const unseen = names.find((name) => absent.has(name));
    if (unseen !== undefined || processes.length === 0) {
      return blocked({
        by: 'stack-starts',
        message: {
          en: `Not looked at: ${unseen ?? 'the application'} has no lasting process.`,
          es: `No se miró: ${unseen ?? 'la aplicación'} no tiene ningún proceso que permanezca.`,
        },
      });
    }
    if (processes.some(({ process }) => process.uid === null)) {
      return blocked({
        by: 'start',
        message: {
          en: 'Not looked at: the user of the processes cannot be seen from here.',
          es: 'No se miró: desde aquí no se puede ver el usuario de los procesos.',
        },
        evidence,
      });
    }
    const services = [...new Set(processes.map(({ service }) => service))].join(', ');
    return pass({
      message: {
        en: `The processes of ${services} run as an ordinary user.`,
        es: `Los procesos de ${services} se ejecutan con un usuario normal.`,
      },
      evidence,
    });
  },
});

/** Where nothing is built, the service that is probed stands for the application. */
function applications(resolve: ResolveEvidence): string[] {
  if (resolve.applications.length > 0) return resolve.applications;
  return resolve.app === null ? [] : [resolve.app.service];
}

interface AnotherUser {
  change: Text;
  lines: string[];
  /** The lines name what is started, too. */
  compiled?: boolean;
}

/** In an image without a shell no instruction can create a user: a number needs none to exist. */
function anotherUser(command: string, base: string | undefined): AnotherUser {
  if (base !== undefined && /^scratch$|\bdistroless\b/.test(base)) {
    return {
      change: {
        en: ', by number, as there is no shell to create one',
        es: ', por número, pues no hay shell para crear uno',
      },
      lines: ['USER 65532:65532'],
    };
  }
  const change = { en: '', es: '' };
  if (/\/go-build\d*\//.test(command)) {
    const [build = '', start = ''] = COMPILED;
    const instead = {
      en: ' who starts what was compiled before, instead of `go run`, which needs a home to write to',
      es: ' que inicie lo ya compilado, en vez de `go run`, que necesita una carpeta donde escribir',
    };
    return { change: instead, lines: [build, 'RUN useradd --system app', 'USER app', start], compiled: true };
  }
  if (/\b(node|npm|yarn|pnpm)\b/.test(command)) return { change, lines: ['USER node'] };
  return { change, lines: ['RUN useradd --system app', 'USER app'] };
}

function short(command: string): string {
  return command.length > 60 ? `${command.slice(0, 59)}…` : command;
}

function instruction({ keyword, text }: { keyword: string; text: string }): string {
  return text.toUpperCase().startsWith(keyword.toUpperCase()) ? text : `${keyword} ${text}`;
}
