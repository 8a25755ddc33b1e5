import type { Answer, ServiceState } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { Proof } from '../../src/core/verdict.ts';
import { listProof } from './proof.ts';

type Socket = { address: string; port: number };

export interface Symptom {
  app: string;
  /** Container port that was asked. */
  port: number;
  /** Host port that the Compose file gives it. */
  published: string | null;
  path: string;
  answer: Answer | null;
  /** TCP sockets inside the container; null when they cannot be seen. */
  listening: readonly Socket[] | null;
  /** Seconds that it had to begin; null when that is not known. */
  within: number | null;
  /** A development server keeps its container up after the application died. */
  watched: boolean;
  /** What it wrote last. */
  log: string;
}

export interface Finding {
  message: Text;
  actual: Text;
  remedy: Text;
}

/** What is open in a container whose application cannot be reached from outside; null when that tells nothing. */
export type Deafness =
  | { kind: 'loopback'; address: string; port: number }
  | { kind: 'port'; others: readonly number[] }
  | { kind: 'nothing' };

export function deafness({ port, answer, listening }: Symptom): Deafness | null {
  if (answer?.ok || listening === null) return null;
  const open = listening.filter(isOwn);
  const local = open.filter(({ address }) => isLocal(address));
  const others = [...new Set(open.filter(({ address }) => !isLocal(address)).map((socket) => socket.port))];
  const mine = local.find((socket) => socket.port === port) ?? (others.length === 0 ? local[0] : undefined);
  if (mine && !others.includes(port)) return { kind: 'loopback', address: mine.address, port: mine.port };
  if (others.length > 0 && !others.includes(port)) return { kind: 'port', others };
  return open.length === 0 ? { kind: 'nothing' } : null;
}

/** How an application that runs and gives no good answer is seen; why it comes to that is for diagnoses to say. */
export function describe(symptom: Symptom): Finding {
  const { app, port, path, answer } = symptom;
  if (answer?.ok) {
    return {
      message: {
        en: `${app} answers \`GET ${path}\` with status ${answer.status}, which is not the status that the assignment asks for.`,
        es: `${app} responde a \`GET ${path}\` con el código ${answer.status}, que no es el que pide la consigna.`,
      },
      actual: { en: `Status ${answer.status}.`, es: `Código ${answer.status}.` },
      remedy: {
        en: `Look at what ${app} writes when it gets this request, and answer it as the assignment says.`,
        es: `Mira lo que escribe ${app} cuando recibe esta petición, y respóndela como dice la consigna.`,
      },
    };
  }
  const found = deafness(symptom);
  if (found?.kind === 'nothing') return deaf(symptom);
  if (found === null && answer?.error === 'invalid-http') return notHttp(app, port);
  if (found === null && answer?.error === 'timeout' && symptom.listening !== null) return mute(app, port);
  const error = answer === null ? { en: 'none', es: 'ninguna' } : { en: answer.error, es: answer.error };
  return {
    message: {
      en: `${app} gives no HTTP answer on port ${port} (${error.en}).`,
      es: `${app} no da ninguna respuesta HTTP en el puerto ${port} (${error.es}).`,
    },
    actual: found ? elsewhere(found) : { en: `No answer: ${error.en}.`, es: `Sin respuesta: ${error.es}.` },
    remedy: {
      en: `Compare the port in \`ports\` with the one that ${app} writes when it starts, and let it listen on 0.0.0.0.`,
      es: `Compara el puerto de \`ports\` con el que escribe ${app} al arrancar, y haz que escuche en 0.0.0.0.`,
    },
  };
}

function elsewhere(found: Exclude<Deafness, { kind: 'nothing' }>): Text {
  if (found.kind === 'loopback') {
    return { en: `It listens on ${found.address} only.`, es: `Escucha solo en ${found.address}.` };
  }
  const real = found.others.join(', ');
  return { en: `It listens on port ${real}.`, es: `Escucha en el puerto ${real}.` };
}

/** Nothing listens; it may just not be that far. */
function deaf({ app, port, within, log }: Symptom): Finding {
  const time = within === null ? { en: '', es: '' } : { en: ` within ${within} s`, es: ` en ${within} s` };
  const look = log.trim()
    ? { en: ' Its last lines below say how far it came.', es: ' Sus últimas líneas, abajo, dicen hasta dónde llegó.' }
    : {
        en: ' It writes nothing: let it print a line when it begins to listen.',
        es: ' No escribe nada: haz que muestre una línea cuando empieza a escuchar.',
      };
  return {
    message: {
      en: `The container of ${app} runs, but no process in it listens on any port${time.en && `: it did not begin to${time.en}`}.`,
      es: `El contenedor de ${app} se ejecuta, pero ningún proceso en él escucha en ningún puerto${time.es && `: no empezó a hacerlo${time.es}`}.`,
    },
    actual: { en: `Nothing listens${time.en}.`, es: `Nada escucha${time.es}.` },
    remedy: {
      en: `Let ${app} listen on port ${port} soon after its start, and do what takes long afterwards.${look.en}`,
      es: `Haz que ${app} escuche en el puerto ${port} poco después de arrancar, y deja para después lo que tarda.${look.es}`,
    },
  };
}

function notHttp(app: string, port: number): Finding {
  return {
    message: {
      en: `On port ${port} of ${app} something answers, but what it says is not HTTP.`,
      es: `En el puerto ${port} de ${app} algo responde, pero lo que dice no es HTTP.`,
    },
    actual: { en: 'An answer that is not HTTP.', es: 'Una respuesta que no es HTTP.' },
    remedy: {
      en: `Let ${app} answer with a web server (\`http.createServer\`, Express, Flask …), without TLS: the first line of an answer looks like \`HTTP/1.1 200 OK\`.`,
      es: `Haz que ${app} responda con un servidor web (\`http.createServer\`, Express, Flask…), sin TLS: la primera línea de una respuesta es como \`HTTP/1.1 200 OK\`.`,
    },
  };
}

function mute(app: string, port: number): Finding {
  return {
    message: {
      en: `${app} takes the request on port ${port}, but gives no answer in time.`,
      es: `${app} recibe la petición en el puerto ${port}, pero no responde a tiempo.`,
    },
    actual: { en: 'No answer in time.', es: 'Ninguna respuesta a tiempo.' },
    remedy: {
      en: `Look for what the request waits for: a database that does not answer, or a path through the code that never ends the answer (\`res.end\`, \`res.send\`).`,
      es: `Busca qué espera la petición: una base de datos que no responde, o un camino del código que nunca termina la respuesta (\`res.end\`, \`res.send\`).`,
    },
  };
}

/** The sockets of a container, for the eye. */
export function socketsProof(state: ServiceState | undefined): Proof[] {
  const open = state?.listening?.filter(isOwn) ?? [];
  if (open.length === 0) return [];
  const lines = open.map(({ address, port }) => `${address.includes(':') ? `[${address}]` : address}:${port}`);
  return [
    listProof('inspect', { en: 'Listens inside the container on', es: 'Dentro del contenedor escucha en' }, lines),
  ];
}

/** Docker's name server listens on 127.0.0.11 in every container, each time on another port. */
function isOwn({ address }: Socket): boolean {
  return address !== '127.0.0.11';
}

function isLocal(address: string): boolean {
  return /^127\.|^::1$|^::ffff:127\./.test(address);
}
