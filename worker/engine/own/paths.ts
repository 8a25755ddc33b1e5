import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

/** Where one own engine keeps its things. All absolute. */
export interface OwnPaths {
  /** `dockgrade-` and eight hex digits of the home: two homes are two engines that know nothing of each other. */
  name: string;
  home: string;
  /** Survives a stop: the image cache, the configuration, the log, the leases. */
  state: string;
  data: string;
  config: string;
  resolvConf: string;
  /** The rules of its firewall. */
  firewall: string;
  log: string;
  lock: string;
  leases: string;
  /** Lives as long as the engine: the socket. */
  run: string;
  socket: string;
  /** The socket as Docker clients want it, `unix:///…`. */
  host: string;
}

/** The paths that follow from dockgrade's data folder; touches nothing. */
export function ownPaths(home: string): OwnPaths {
  const absolute = resolve(home);
  const name = `dockgrade-${createHash('sha256').update(absolute).digest('hex').slice(0, 8)}`;
  const state = join(absolute, 'engine');
  // A socket's path may have 107 bytes, and a home any length: so the socket lives in a short folder of its own.
  const run = join('/run', name);
  const socket = join(run, 'docker.sock');
  return {
    name,
    home: absolute,
    state,
    data: join(state, 'data'),
    config: join(state, 'daemon.json'),
    resolvConf: join(state, 'resolv.conf'),
    firewall: join(state, 'firewall'),
    log: join(state, 'engine.log'),
    lock: join(state, 'lock'),
    leases: join(state, 'leases'),
    run,
    socket,
    host: `unix://${socket}`,
  };
}
