import type { ServiceState } from '../../../core/evidence/index.ts';
import type { Lang, Text } from '../../../core/text.ts';
import type { StoreNode } from './graph.ts';

export const WORDS = {
  ran: { en: 'The stack as it ran', es: 'Los servicios tal como se ejecutaron' },
  written: { en: 'The stack as it is written', es: 'Los servicios tal como están escritos' },
  notStarted: { en: 'It was not started.', es: 'No se iniciaron.' },
  service: { en: 'service', es: 'servicio' },
  image: { en: 'image', es: 'imagen' },
  built: { en: 'built', es: 'construida' },
  state: { en: 'state', es: 'estado' },
  ports: { en: 'ports', es: 'puertos' },
  published: { en: 'published', es: 'publicado' },
  listens: { en: 'listens on', es: 'escucha en' },
  networks: { en: 'networks', es: 'redes' },
  depends: { en: 'depends on', es: 'depende de' },
  connects: { en: 'connects to', es: 'se conecta a' },
  mounts: { en: 'mounts', es: 'monta' },
  readOnly: { en: 'read only', es: 'solo lectura' },
  network: { en: 'network', es: 'red' },
  application: { en: 'application', es: 'aplicación' },
  database: { en: 'database', es: 'base de datos' },
} satisfies Record<string, Text>;

export const KINDS: Record<StoreNode['kind'], Text> = {
  volume: { en: 'volume', es: 'volumen' },
  anonymous: { en: 'volume without a name', es: 'volumen sin nombre' },
  bind: { en: 'of the repository', es: 'del repositorio' },
  tmpfs: { en: 'in memory', es: 'en memoria' },
  other: { en: 'mount', es: 'montaje' },
};

/** What the kinds of lines mean. */
export const LEGEND: Record<'connection' | 'depends' | 'mount', Text> = {
  connection: { en: 'connection that was seen, with its port', es: 'conexión observada, con su puerto' },
  depends: { en: '`depends_on` in the Compose file', es: '`depends_on` en el archivo de Compose' },
  mount: { en: 'keeps data in', es: 'guarda datos en' },
};

const STATUS: Record<ServiceState['status'], Text> = {
  running: { en: 'running', es: 'en marcha' },
  exited: { en: 'ended', es: 'terminó' },
  restarting: { en: 'restarts again and again', es: 'se reinicia sin parar' },
  created: { en: 'created, not started', es: 'creado, sin iniciar' },
  missing: { en: 'not there', es: 'no existe' },
  other: { en: 'in another state', es: 'en otro estado' },
};
const HEALTH: Record<NonNullable<ServiceState['health']>, Text> = {
  healthy: { en: 'healthy', es: 'sano' },
  unhealthy: { en: 'unhealthy', es: 'no sano' },
  starting: { en: 'health unknown yet', es: 'salud aún desconocida' },
};
const RESTARTS: Record<Lang, (times: number) => string> = {
  en: (times) => (times === 1 ? 'restarted once' : `restarted ${times} times`),
  es: (times) => (times === 1 ? 'reiniciado una vez' : `reiniciado ${times} veces`),
};
const OUT_OF_MEMORY: Text = { en: 'out of memory', es: 'sin memoria' };
const ONE_SHOT: Text = { en: 'done', es: 'hecho' };

/** How a service was, most important first. */
export function stateWords(
  { status, exitCode, oneShot, health, restarts, oomKilled }: ServiceState,
  lang: Lang,
): string[] {
  const isDone = oneShot && status === 'exited' && exitCode === 0;
  return [
    isDone ? ONE_SHOT[lang] : STATUS[status][lang] + (status === 'exited' && exitCode !== null ? ` (${exitCode})` : ''),
    ...(oomKilled ? [OUT_OF_MEMORY[lang]] : []),
    ...(health === null ? [] : [HEALTH[health][lang]]),
    ...(restarts === 0 ? [] : [RESTARTS[lang](restarts)]),
  ];
}

/** Whether a service is as it should be, for its sign and its colour. */
export function isWell({ status, exitCode, oneShot, health }: ServiceState): boolean {
  if (oneShot && status === 'exited') return exitCode === 0;
  return status === 'running' && health !== 'unhealthy';
}

/** What stands below a picture that does not hold everything. */
export const MORE: Record<Lang, (services: number) => string> = {
  en: (services) => `Not everything is drawn: there are ${services} services. The table has more.`,
  es: (services) => `No está todo dibujado: hay ${services} servicios. La tabla tiene más.`,
};

/** The picture in one sentence. */
export const DESCRIPTION: Record<Lang, (services: number, stores: number, connections: number) => string> = {
  en: (services, stores, connections) =>
    `${count(services, 'service', 'services')}, ${count(stores, 'volume or folder', 'volumes or folders')}, ${count(connections, 'connection that was seen', 'connections that were seen')}. The table below says the same.`,
  es: (services, stores, connections) =>
    `${count(services, 'servicio', 'servicios')}, ${count(stores, 'volumen o carpeta', 'volúmenes o carpetas')}, ${count(connections, 'conexión observada', 'conexiones observadas')}. La tabla de abajo dice lo mismo.`,
};

function count(howMany: number, one: string, several: string): string {
  return `${howMany} ${howMany === 1 ? one : several}`;
}
