import { DockgradeError } from '../../../src/core/errors.ts';
import type { CompleteEvidence, Evidence } from '../../../src/core/evidence/index.ts';
import { ended, evidenceWith, LOST, REFUSED, serviceNamed, stateNamed } from '../../graders/evidence.ts';
import { withoutVolume } from '../../graders/ladder.ts';

/** How a homework of the scene is. `fault` is ours: its worker has a full disk. */
export type Kind = 'good' | 'no-volume' | 'root' | 'endpoint' | 'crash' | 'build' | 'refused' | 'hostile' | 'fault';

export const BUILD_LOG = `#5 [1/5] FROM docker.io/library/node:24-slim
#6 [2/5] WORKDIR /app
#7 [3/5] COPY package.json package-lock.json ./
#8 [4/5] RUN npm ci --omit=dev
#8 4.912 added 68 packages, and audited 69 packages in 4s
#8 5.004 found 0 vulnerabilities
#9 [5/5] COPY . .
#10 exporting to image
#10 DONE 0.4s`;
const APP_LOG = `> users@1.0.0 start
> node server.js
connected to postgres://db:5432/users
listening on 3000
POST /users 201 14 ms
GET /users 200 3 ms`;
/** What a program may write to deceive who reads it, or to break the page that shows it. */
export const HOSTILE_LOG = `\u001b[2J\u001b[31m</pre><script>alert('log')</script>\u202Etxt.exe <img src=x onerror=alert(2)>\n${'A'.repeat(4000)}`;

/** What such a homework leaves behind. */
export function evidenceOf(kind: Kind, repository: string, commit: string): Evidence {
  if (kind === 'fault') throw new DockgradeError('disk-full', 'Less than 1 GiB is left on the disk of this worker.');
  const evidence = evidenceWith((good) => {
    good.fetch = { repository, ref: null, commit, files: 24, bytes: 61_440, git: true };
    for (const build of good.build.builds) build.log = BUILD_LOG;
    stateNamed(good, 'web').log = APP_LOG;
    CHANGES[kind]?.(good);
    stateNamed(good, 'db').mounts = good.start.database?.dataMount ? [good.start.database.dataMount] : [];
  });
  return EARLY_END[kind]?.(evidence) ?? evidence;
}

const CHANGES: Partial<Record<Kind, (evidence: CompleteEvidence) => void>> = {
  'no-volume'(evidence) {
    withoutVolume(evidence);
    evidence.persistence.ladder.recreate = LOST;
    evidence.persistence.ladder.downUp = LOST;
  },
  root({ build }) {
    for (const { image } of build.builds) if (image) Object.assign(image, { user: '', size: 1_340_000_000 });
  },
  endpoint({ probe }) {
    const second = probe.probes[1];
    if (!second) throw new Error('there are two probes');
    const body = '{"error":"relation \\"users\\" does not exist"}';
    second.outcome = 'fail';
    second.actual = { en: 'status 500', es: 'estado 500' };
    second.answer = { ok: true, status: 500, contentType: 'application/json', body, truncated: false, seconds: 0.02 };
  },
  crash(evidence) {
    const log = `node:internal/modules/cjs/loader:1228\n  throw err;\nError: Cannot find module 'express'\nRequire stack:\n- /app/server.js`;
    Object.assign(stateNamed(evidence, 'web'), ended('web', 1, log));
    for (const attempt of evidence.start.attempts) Object.assign(attempt, { ready: false, answer: REFUSED });
    evidence.start.connections = [];
    evidence.persistence.ladder = { restart: null, recreate: null, downUp: null, fresh: null };
    Object.assign(evidence.persistence, { away: null, recovery: null, coldStart: null });
    const reason = { en: 'web does not run', es: 'web no está en marcha' };
    const none = { rebuilds: null, health: null, crashes: null, stops: null, replace: null };
    Object.assign(evidence.drills, { reason, ...none, took: [] });
    evidence.probe = {
      ...evidence.probe,
      ready: { path: '/', answer: REFUSED, ok: false },
      probes: [],
      connections: [],
    };
  },
  build({ build }) {
    for (const one of build.builds) {
      const message = 'process "/bin/sh -c npm ci --omit=dev" did not complete successfully: exit code: 1';
      const where = { file: 'Dockerfile', line: 4 };
      const failure = { instruction: 'RUN npm ci --omit=dev', exitCode: 1, message, where };
      const log = `#8 [4/5] RUN npm ci --omit=dev\n#8 1.2 npm error code EUSAGE\n#8 1.2 npm error The \`npm ci\` command can only install with an existing package-lock.json\n#8 ERROR: ${message}`;
      Object.assign(one, { outcome: 'failed', log, image: null, failure });
    }
  },
  refused({ admit, resolve }) {
    const where = { file: 'docker-compose.yml', line: 9 };
    admit.outcome = 'refused';
    const message = {
      en: '`privileged: true` gives the container the whole machine.',
      es: '`privileged: true` le da al contenedor toda la máquina.',
    };
    admit.refusals = [{ rule: 'privileged', message, where }];
    resolve.refusals = [];
  },
  hostile(evidence) {
    stateNamed(evidence, 'web').log = HOSTILE_LOG;
    for (const build of evidence.build.builds) build.log = HOSTILE_LOG;
    serviceNamed(evidence, 'web').environment[0] = {
      name: '"><script>alert(3)</script>',
      value: "javascript:alert('4')",
      literal: true,
      secret: false,
      where: { file: '<img src=x onerror=alert(5)>.yml', line: 7 },
    };
    evidence.persistence.ladder.recreate = LOST;
    evidence.probe.ready.answer = {
      ok: true,
      status: 200,
      contentType: 'text/html',
      body: '<script>alert(6)</script>',
      truncated: false,
      seconds: 0.1,
    };
    CHANGES.endpoint?.(evidence);
  },
};

/** What the stages after it would have found is not there. */
const EARLY_END: Partial<Record<Kind, (evidence: CompleteEvidence) => Evidence>> = {
  refused: ({ fetch, resolve, admit }) => ({ fetch, resolve, admit }),
  build: ({ fetch, resolve, admit, build }) => ({ fetch, resolve, admit, build }),
};
