import { basename } from 'node:path';

const SOCKETS = /^(docker(\.raw)?|podman|containerd|crio|buildkitd|dockershim|docker-cli)\.sock$/;

/** True for the socket through which a container engine takes orders. */
export function isEngineSocket(path: string): boolean {
  return SOCKETS.test(basename(path));
}

/** Why nobody mounts that into a homework. */
export function engineSocket(source: string) {
  return {
    en: `\`${source}\` is how one gives orders to the container engine. Whoever holds it can start any container, read every file and so owns the whole machine: no container of a homework needs it. Remove the mount.`,
    es: `Por \`${source}\` se dan órdenes al motor de contenedores. Quien lo tiene puede iniciar cualquier contenedor y leer cualquier archivo: es dueño de toda la máquina. Ningún contenedor de una tarea lo necesita. Quita el montaje.`,
  };
}
