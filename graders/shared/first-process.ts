import type {
  DockerfileFacts,
  ResolveEvidence,
  ServiceFacts,
  StopDrill,
  Where,
} from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { programOf } from './processes.ts';
import { withSnippet } from './snippet.ts';

/** Why a signal that was sent to a container did not end its application, as its first process tells. */
export interface Deafness {
  why: Text;
  remedy: Text;
  where: Where | undefined;
}

type Instruction = DockerfileFacts['instructions'][number];

const HEARD =
  /SIG(TERM|INT|QUIT)|shutting down|shutdown|graceful|stopping|closing|signal (received|15)|received signal/i;

/** Reads it from the first process, which alone gets the signal, and from the line of the Dockerfile that made it so. */
export function deafness(stop: StopDrill, resolve: ResolveEvidence): Deafness {
  const { service, signal, first } = stop;
  const facts = resolve.services.find(({ name }) => name === service);
  const command = commandOf(stop, resolve);
  const where = command?.where ?? facts?.where;
  const runner = first === null ? null : runnerOf(first);
  if (first !== null && runner !== null) {
    return {
      why: {
        en: `Process 1 is ${runner.name}, which gets the ${signal} and does not hand it on to your program.`,
        es: `El proceso 1 es ${runner.name}, que recibe el ${signal} y no se lo pasa a tu programa.`,
      },
      remedy: runner.remedy(stop, command),
      where,
    };
  }
  if (heard(stop)) return { ...heardIt(stop), where };
  if (first !== null && isInit(first)) return { ...ignoresIt(stop), where };
  return { ...noHandler(stop, facts), where };
}

/** Its last lines tell of the signal. */
export function heard({ log }: StopDrill): boolean {
  return HEARD.test(log);
}

interface Runner {
  name: string;
  remedy(stop: StopDrill, command: Instruction | undefined): Text;
}

/** Who stands between the signal and the program: a package manager, a watcher or a shell; null when nobody does. */
export function runnerOf(first: string): Runner | null {
  if (/\bnodemon\b/.test(first)) return { name: '`nodemon`', remedy: direct };
  const manager =
    /^(npm|npx|yarn|pnpm)\b/.exec(first)?.[1] ?? /\/(npm|npx|yarn|pnpm)(-cli)?(\.c?js)?(\s|$)/.exec(first)?.[1];
  if (manager !== undefined) return { name: `\`${manager}\``, remedy: direct };
  if (!/^(sh|bash|ash|dash)$/.test(programOf(first))) return null;
  const shell = `\`${programOf(first)}\``;
  return /^\S+\s+-\w*c\s/.test(first) ? { name: `${shell} -c`, remedy: execForm } : { name: shell, remedy: scriptEnds };
}

/** The program that does the work is named in the exec form, so that it is process 1 itself. */
function direct(stop: StopDrill, command: Instruction | undefined): Text {
  const program = worker(stop)?.split(/\s+/) ?? ['node', 'server.js'];
  return withSnippet(
    {
      en: `Start your program directly${command ? ` in line ${command.line} of the Dockerfile` : ''} ${orInit(stop).en}`,
      es: `Inicia tu programa directamente${command ? ` en la línea ${command.line} del Dockerfile` : ''} ${orInit(stop).es}`,
    },
    [cmd(program)],
  );
}

function execForm(stop: StopDrill, command: Instruction | undefined): Text {
  const text = command?.text.replace(/^(CMD|ENTRYPOINT)\s+/i, '') ?? worker(stop) ?? 'node server.js';
  // Without the shell the package manager would keep the signal.
  if (runnerOf(text.trim()) !== null) return direct(stop, command);
  const simple = !/[$&|;<>"'`*[\]]/.test(text);
  return withSnippet(
    {
      en: `Without brackets Docker starts a shell around the command, and the shell keeps the signal. Write it as a list ${orInit(stop).en}`,
      es: `Sin corchetes, Docker inicia una shell alrededor del comando, y la shell se queda con la señal. Escríbelo como una lista ${orInit(stop).es}`,
    },
    [
      simple
        ? cmd(text.trim().split(/\s+/))
        : `CMD ["sh", "-c", "… && exec ${(worker(stop) ?? 'node server.js').replaceAll('"', '\\"')}"]`,
    ],
  );
}

/** Whether the program has a handler shows only when the signal reaches it. */
function orInit({ service, signal }: StopDrill): Text {
  return {
    en: `(and if the program does not handle ${signal} itself, give ${service} the line \`init: true\` in the Compose file):`,
    es: `(y si el programa no maneja ${signal} por sí mismo, dale a ${service} la línea \`init: true\` en el archivo de Compose):`,
  };
}

function scriptEnds(stop: StopDrill): Text {
  return withSnippet(
    {
      en: 'Let the last line of the start script begin with `exec`: your program takes the place of the shell then, and gets the signal.',
      es: 'Haz que la última línea del script de inicio empiece con `exec`: así tu programa ocupa el lugar de la shell y recibe la señal.',
    },
    [`exec ${worker(stop) ?? 'node server.js'}`],
  );
}

function noHandler(
  { service, signal, first }: StopDrill,
  facts: ServiceFacts | undefined,
): Pick<Deafness, 'why' | 'remedy'> {
  const program = first === null ? '' : ` (\`${first}\`)`;
  return {
    why: {
      en: `Process 1${program} has no handler for ${signal}. Elsewhere the kernel would end it; process 1 of a container it leaves alone.`,
      es: `El proceso 1${program} no maneja ${signal}. En otro lugar el kernel lo terminaría; al proceso 1 de un contenedor lo deja en paz.`,
    },
    remedy: withSnippet(
      {
        en: `Let the program end at ${signal}${example(first, signal)}. Or have Docker put a small init above it, which is two words in ${facts?.where.file ?? 'the Compose file'}:`,
        es: `Haz que el programa termine con ${signal}${example(first, signal)}. O pide a Docker un pequeño init por encima, que son dos palabras en ${facts?.where.file ?? 'el archivo de Compose'}:`,
      },
      ['services:', `  ${service}:`, '    init: true'],
    ),
  };
}

function heardIt({ service, signal, grace }: StopDrill): Pick<Deafness, 'why' | 'remedy'> {
  return {
    why: {
      en: `${service} noticed the ${signal} and began to stop, but was not done after ${grace} s.`,
      es: `${service} notó el ${signal} y empezó a detenerse, pero no había terminado después de ${grace} s.`,
    },
    remedy: {
      en: `Something keeps the process alive: close idle connections too (in Node: \`server.closeIdleConnections()\`), end the pool of the database and clear timers, then exit.`,
      es: `Algo mantiene vivo el proceso: cierra también las conexiones inactivas (en Node: \`server.closeIdleConnections()\`), termina el pool de la base de datos y los temporizadores, y luego sal.`,
    },
  };
}

function ignoresIt({ service, signal }: StopDrill): Pick<Deafness, 'why' | 'remedy'> {
  return {
    why: {
      en: `An init handed the ${signal} on, but ${service} did not end.`,
      es: `Un init le pasó el ${signal}, pero ${service} no terminó.`,
    },
    remedy: {
      en: `Look for what catches ${signal} in your program: whoever handles it must also exit.`,
      es: `Busca qué captura ${signal} en tu programa: quien lo maneja también tiene que salir.`,
    },
  };
}

/** CMD or ENTRYPOINT of the Dockerfile, where it is what runs: a `command` of the Compose file takes its place. */
export function commandOf(
  { service, processes }: StopDrill,
  { dockerfiles }: ResolveEvidence,
): (Instruction & { where: Where }) | undefined {
  const dockerfile = dockerfiles.find((one) => one.service === service);
  const found =
    dockerfile?.instructions.findLast(({ keyword }) => /^CMD$/i.test(keyword)) ??
    dockerfile?.instructions.findLast(({ keyword }) => /^ENTRYPOINT$/i.test(keyword));
  if (!dockerfile || !found) return undefined;
  const words = found.text.replace(/^(CMD|ENTRYPOINT)\b/i, '').match(/[\w./@:-]+/g) ?? [];
  const runs = words.some((word) => word.length > 2 && processes.some(({ command }) => command.includes(word)));
  return runs ? { ...found, where: { file: dockerfile.file, line: found.line } } : undefined;
}

/** The last process in the line of descent: what does the work. */
function worker({ processes, first }: StopDrill): string | undefined {
  const last = processes.findLast(({ command }) => command !== first && runnerOf(command) === null);
  return last?.command;
}

function isInit(first: string): boolean {
  return /^(docker-init|tini|tini-static|dumb-init|catatonit)$/.test(programOf(first));
}

function example(first: string | null, signal: string): string {
  const program = first === null ? '' : programOf(first);
  if (/^node/.test(program)) return ` (\`process.on('${signal}', () => process.exit(0))\`)`;
  if (/^python/.test(program)) return ` (\`signal.signal(signal.${signal}, lambda *_: sys.exit(0))\`)`;
  return '';
}

function cmd(words: readonly string[]): string {
  return `CMD [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
