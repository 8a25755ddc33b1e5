import type { Answer, ServiceState } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { Proof } from '../../src/core/verdict.ts';
import { listProof } from './proof.ts';
import { withSnippet } from './snippet.ts';

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
}

export interface Finding {
  message: Text;
  actual: Text;
  remedy: Text;
}

/** Why an application that runs gives no good answer: the address, the port, or neither. */
export function diagnose({ app, port, published, path, answer, listening }: Symptom): Finding {
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
  const open = listening?.filter(isOwn) ?? null;
  const local = open?.filter((socket) => isLocal(socket.address)) ?? [];
  const reachable = [...new Set(open?.map((socket) => (isLocal(socket.address) ? null : socket.port)))].filter(
    (one) => one !== null,
  );
  const mine = local.find((socket) => socket.port === port) ?? (reachable.length === 0 ? local[0] : undefined);
  if (mine && !reachable.includes(port)) return onlyLocal(app, mine);
  if (reachable.length > 0 && !reachable.includes(port)) return anotherPort(app, port, published, reachable);
  if (open?.length === 0) return deaf(app, port);
  const error = answer === null ? { en: 'none', es: 'ninguna' } : { en: answer.error, es: answer.error };
  return {
    message: {
      en: `${app} gives no HTTP answer on port ${port} (${error.en}).`,
      es: `${app} no da ninguna respuesta HTTP en el puerto ${port} (${error.es}).`,
    },
    actual: { en: `No answer: ${error.en}.`, es: `Sin respuesta: ${error.es}.` },
    remedy: {
      en: `Compare the port in \`ports\` with the one that ${app} writes when it starts, and let it listen on 0.0.0.0.`,
      es: `Compara el puerto de \`ports\` con el que escribe ${app} al arrancar, y haz que escuche en 0.0.0.0.`,
    },
  };
}

function onlyLocal(app: string, { address, port }: Socket): Finding {
  return {
    message: {
      en: `${app} listens on ${address}:${port}, which only the container itself can reach.`,
      es: `${app} escucha en ${address}:${port}, adonde solo llega el propio contenedor.`,
    },
    actual: { en: `It listens on ${address} only.`, es: `Escucha solo en ${address}.` },
    remedy: {
      en: `Let it listen on every address: host \`0.0.0.0\` instead of \`${address}\` or \`localhost\`, for instance \`app.listen(${port}, '0.0.0.0')\`.`,
      es: `Haz que escuche en todas las direcciones: host \`0.0.0.0\` en vez de \`${address}\` o \`localhost\`, por ejemplo \`app.listen(${port}, '0.0.0.0')\`.`,
    },
  };
}

function anotherPort(app: string, port: number, published: string | null, others: readonly number[]): Finding {
  const real = others.join(', ');
  return {
    message: {
      en: `The Compose file names port ${port} for ${app}, but it listens on ${real}.`,
      es: `El archivo de Compose nombra el puerto ${port} para ${app}, pero escucha en ${real}.`,
    },
    actual: { en: `It listens on port ${real}.`, es: `Escucha en el puerto ${real}.` },
    remedy: withSnippet(
      {
        en: 'Make the right-hand number the port on which the application listens:',
        es: 'Pon a la derecha el puerto en que escucha la aplicación:',
      },
      ['services:', `  ${app}:`, '    ports:', `      - "${published ?? port}:${others[0]}"`],
    ),
  };
}

function deaf(app: string, port: number): Finding {
  return {
    message: {
      en: `The container of ${app} runs, but no process in it listens on any port.`,
      es: `El contenedor de ${app} se ejecuta, pero ningún proceso en él escucha en ningún puerto.`,
    },
    actual: { en: 'Nothing listens.', es: 'Nada escucha.' },
    remedy: {
      en: `Its last lines below say what became of it: a development server (\`npm run dev\`, nodemon) keeps the container up after the application died. Start the application itself, and let it listen on port ${port}.`,
      es: `Abajo, sus últimas líneas dicen qué pasó: un servidor de desarrollo (\`npm run dev\`, nodemon) mantiene vivo el contenedor cuando la aplicación ya murió. Arranca la aplicación directamente y haz que escuche en el puerto ${port}.`,
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
