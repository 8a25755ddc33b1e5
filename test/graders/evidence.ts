import {
  type Answer,
  type CompleteEvidence,
  evidenceSchema,
  type MountFacts,
  type Rung,
  type ServiceFacts,
  type ServiceState,
} from '../../src/core/evidence/index.ts';
import { goodDelivery } from './evidence-delivery.ts';
import { goodColdStart, goodDrills } from './evidence-drills.ts';
import { service, state } from './evidence-parts.ts';

export * from './evidence-parts.ts';

/** What a well done homework leaves behind: a Node application `web` and a PostgreSQL `db` with the volume `db-data`. */
export function goodEvidence(): CompleteEvidence {
  const drills = goodDrills(HTTP_OK, rung());
  return complete({ ...before(), start: start(), probe: probe(), persistence: persistence(), drills });
}

/** Good evidence after one change. Only what the schema allows comes out. */
export function evidenceWith(change: (evidence: CompleteEvidence) => void): CompleteEvidence {
  const evidence = goodEvidence();
  change(evidence);
  return complete(evidence);
}

export const HTTP_OK: Extract<Answer, { ok: true }> = {
  ok: true,
  status: 200,
  contentType: 'application/json',
  body: '{"service":"users"}',
  truncated: false,
  seconds: 0.01,
};

export const REFUSED: Answer = { ok: false, error: 'ECONNREFUSED', message: 'connect ECONNREFUSED', seconds: 0.01 };

export const VOLUME: MountFacts = {
  type: 'volume',
  name: 'db-data',
  anonymous: false,
  destination: '/var/lib/postgresql/data',
  readOnly: false,
};

export const ANONYMOUS: MountFacts = { ...VOLUME, name: null, anonymous: true };

/** A rung whose marker was found again through the application. */
export function rung(change: Partial<Rung> = {}): Rung {
  return {
    written: true,
    application: 'found',
    client: 'found',
    found: true,
    decidedBy: 'application',
    appRestarted: false,
    startedAgain: true,
    answer: HTTP_OK,
    dataMount: VOLUME,
    seconds: 2,
    ...change,
  };
}

/** A rung whose marker is gone, whoever is asked. */
export const LOST: Rung = rung({ application: 'lost', client: 'lost', found: false });

export function serviceNamed(evidence: CompleteEvidence, name: string): ServiceFacts {
  return sought(evidence.resolve.services, (one) => one.name === name);
}

export function stateNamed(evidence: CompleteEvidence, name: string, attempt = -1): ServiceState {
  return sought(evidence.start.attempts.at(attempt)?.services ?? [], (one) => one.service === name);
}

function sought<T>(list: readonly T[], isIt: (one: T) => boolean): T {
  const found = list.find(isIt);
  if (found === undefined) throw new Error('the evidence has no such part');
  return found;
}

function complete(evidence: CompleteEvidence): CompleteEvidence {
  return evidenceSchema.required().parse(evidence);
}

function before(): Pick<CompleteEvidence, 'fetch' | 'resolve' | 'admit' | 'build'> {
  const image = { reference: 'node:24-slim', tag: '24-slim', digest: false, where: { file: 'Dockerfile', line: 1 } };
  return {
    fetch: { repository: '/homework', ref: null, commit: null, files: 8, bytes: 4000, git: false },
    resolve: {
      compose: {
        outcome: 'found',
        files: ['docker-compose.yml'],
        elsewhere: [],
        message: null,
        where: null,
        warnings: [],
        version: null,
      },
      refusals: [],
      missingFiles: [],
      services: [service('web'), service('db')],
      volumes: [{ name: 'db-data', where: { file: 'docker-compose.yml', line: 30 } }],
      dockerfiles: [
        {
          service: 'web',
          file: 'Dockerfile',
          exists: true,
          stages: [{ name: null, from: image, internal: false }],
          instructions: [
            { keyword: 'FROM', text: 'node:24-slim', line: 1, stage: 0 },
            { keyword: 'COPY', text: 'package.json ./', line: 3, stage: 0 },
            { keyword: 'RUN', text: 'npm ci --omit=dev', line: 4, stage: 0 },
            { keyword: 'COPY', text: '. .', line: 5, stage: 0 },
            { keyword: 'CMD', text: '["node", "server.js"]', line: 7, stage: 0 },
          ],
        },
      ],
      app: { service: 'web', port: 3000, reason: { en: 'it publishes a port', es: 'publica un puerto' } },
      applications: ['web'],
      delivery: goodDelivery(),
      database: { service: 'db', kind: 'postgres', reason: { en: 'its image', es: 'su imagen' } },
    },
    admit: { outcome: 'admitted', refusals: [], notes: [] },
    build: {
      builds: [
        {
          service: 'web',
          outcome: 'built',
          seconds: 9,
          log: '#8 exporting to image\n#8 DONE 0.2s',
          steps: [
            { instruction: 'COPY package.json ./', cached: false, seconds: 0.1, fetched: false, line: 3 },
            { instruction: 'RUN npm ci --omit=dev', cached: false, seconds: 7, fetched: true, line: 4 },
            { instruction: 'COPY . .', cached: false, seconds: 0.1, fetched: false, line: 5 },
          ],
          failure: null,
          image: {
            id: 'sha256:1',
            size: 240_000_000,
            baseSize: 200_000_000,
            user: 'node',
            layers: [{ instruction: 'RUN npm ci --omit=dev', size: 39_000_000 }],
            exposedPorts: [3000],
            volumes: [],
            fromClone: [],
            contains: [],
            secrets: [],
          },
        },
      ],
      pulls: [{ service: 'db', reference: 'postgres:16', outcome: 'present', seconds: 0, message: null }],
    },
  };
}

function start(): CompleteEvidence['start'] {
  return {
    attempts: [
      {
        seconds: 6,
        failure: null,
        timedOut: false,
        services: [state('web'), state('db')],
        answer: HTTP_OK,
        ready: true,
      },
    ],
    port: 3000,
    connections: [{ from: 'web', to: 'db', port: 5432 }],
    database: {
      service: 'db',
      kind: 'postgres',
      running: true,
      dataDirectory: '/var/lib/postgresql/data',
      dataDirectoryFrom: 'client',
      dataMount: VOLUME,
    },
  };
}

function probe(): CompleteEvidence['probe'] {
  const passed = (name: string, method: string, path: string) => ({
    name,
    request: { method, path, body: null },
    answer: HTTP_OK,
    outcome: 'pass' as const,
    expected: { en: 'status 200', es: 'estado 200' },
    actual: { en: 'status 200', es: 'estado 200' },
  });
  return {
    ready: { path: '/', answer: HTTP_OK, ok: true },
    probes: [passed('create a user', 'POST', '/users'), passed('list the users', 'GET', '/users')],
    connections: [{ from: 'web', to: 'db', port: 5432 }],
  };
}

function persistence(): CompleteEvidence['persistence'] {
  return {
    way: 'application',
    reason: { en: 'the assignment says how', es: 'la consigna dice cómo' },
    away: { ready: HTTP_OK, read: REFUSED, write: REFUSED, degraded: true },
    recovery: {
      recovered: true,
      seconds: 1,
      restarted: false,
      appStatus: 'running',
      answer: HTTP_OK,
      log: 'ready',
      away: 1.4,
      answers: [{ said: 'status 200', from: 0.2, until: 0.2, times: 1 }],
    },
    coldStart: goodColdStart(HTTP_OK),
    ladder: { restart: rung(), recreate: rung(), downUp: rung(), fresh: LOST },
  };
}
