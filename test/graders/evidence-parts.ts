import type { ServiceFacts, ServiceState } from '../../src/core/evidence/index.ts';

const FILE = 'docker-compose.yml';

/** A service as the Compose file describes it. `web` is built and publishes 3000; `db` is a PostgreSQL with a named volume. */
export function service(name: 'web' | 'db'): ServiceFacts {
  const none = { ports: [], expose: [], environment: [], dependsOn: [], mounts: [], healthcheck: null, database: null };
  if (name === 'web') {
    return {
      ...none,
      name,
      where: { file: FILE, line: 2 },
      image: null,
      build: { context: '.', dockerfile: 'Dockerfile', target: null, where: { file: FILE, line: 3 } },
      ports: [{ target: 3000, published: '3000', hostIp: null, where: { file: FILE, line: 5 } }],
      environment: [
        variable('DB_HOST', 'db', 7),
        { ...variable('DB_PASSWORD', '••••', 8), literal: false, secret: true },
      ],
      dependsOn: [{ service: 'db', condition: 'service_healthy' }],
    };
  }
  return {
    ...none,
    name,
    where: { file: FILE, line: 14 },
    image: { reference: 'postgres:16', tag: '16', digest: false, where: { file: FILE, line: 15 } },
    build: null,
    mounts: [mount('volume', 'db-data', '/var/lib/postgresql/data')],
    healthcheck: { test: 'CMD-SHELL pg_isready', where: { file: FILE, line: 22 } },
    database: 'postgres',
  };
}

export function variable(name: string, value: string, line: number): ServiceFacts['environment'][number] {
  return { name, value, literal: true, secret: false, where: { file: FILE, line } };
}

/** A mount as the Compose file describes it, on line 19. */
export function mount(
  type: ServiceFacts['mounts'][number]['type'],
  source: string | null,
  target: string,
): ServiceFacts['mounts'][number] {
  return { type, source, target, readOnly: false, where: { file: FILE, line: 19 } };
}

/** A service that runs well. Process 100 is the engine's shim, outside of the container. */
export function state(name: 'web' | 'db'): ServiceState {
  const running = {
    service: name,
    status: 'running' as const,
    exitCode: null,
    oomKilled: false,
    restarts: 0,
    healthLog: null,
    oneShot: false,
    mounts: [],
    networks: ['default'],
  };
  if (name === 'web') {
    return {
      ...running,
      health: null,
      log: 'listening on 3000',
      processes: [{ pid: 200, parent: 100, uid: 1000, command: 'node server.js' }],
      listening: [{ address: '::', port: 3000 }],
    };
  }
  return {
    ...running,
    health: 'healthy',
    log: 'database system is ready to accept connections',
    processes: [
      { pid: 300, parent: 101, uid: 999, command: 'postgres' },
      { pid: 301, parent: 300, uid: 999, command: 'postgres: checkpointer' },
    ],
    listening: [{ address: '0.0.0.0', port: 5432 }],
  };
}

/** A service that ended; `log` is the last thing that it wrote. */
export function ended(name: 'web' | 'db', exitCode: number, log: string): ServiceState {
  return { ...state(name), status: 'exited', exitCode, log, health: null, processes: [], listening: null };
}
