import runsAsNonRoot from '../../graders/image/runs-as-non-root.ts';
import type { ServiceState } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, REFUSED, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(runsAsNonRoot, {
  passes: [
    { name: 'the process has a uid of its own', evidence: goodEvidence(), message: /web run as an ordinary user/ },
    {
      name: 'only the init above it is root',
      evidence: processes([200, 100, 0, '/sbin/docker-init -- node server.js'], [201, 200, 1000, 'node server.js']),
    },
    {
      name: 'only the master of nginx is root',
      evidence: processes([200, 100, 0, 'nginx: master process nginx'], [201, 200, 101, 'nginx: worker process']),
    },
    {
      name: 'a health check that was executed from outside does not count',
      evidence: processes([200, 100, 1000, 'node server.js'], [290, 100, 0, 'curl http://localhost:3000']),
    },
    {
      name: 'a migration that has ended well has no process',
      evidence: evidenceWith(({ resolve, start }) => {
        resolve.applications = ['web', 'migrate'];
        start.attempts[0]?.services.push({ ...ended('web', 0, 'migrated'), service: 'migrate', oneShot: true });
      }),
    },
  ],
  fails: [
    {
      name: 'the process is root',
      evidence: processes([200, 100, 0, 'node server.js']),
      verdict: 'fail',
      message: { en: /In web the process `node server\.js` runs as root/, es: /se ejecuta como root/ },
      remedy: /USER node\nCMD \["node", "server\.js"\]$/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'the image has no shell that could create a user',
      evidence: standsOn('scratch', true),
      verdict: 'fail',
      message: { en: /`\/tasks` runs as root/ },
      remedy: /by number, as there is no shell[\s\S]*:\n\nUSER 65532:65532\nCMD/,
    },
    {
      name: 'a distroless image has none either',
      evidence: standsOn('gcr.io/distroless/static-debian12', false),
      verdict: 'fail',
      message: { en: /`\/tasks` runs as root/ },
      remedy: /:\n\nUSER 65532:65532\nCMD/,
    },
    {
      name: 'go run, which an ordinary user without a home cannot carry out',
      evidence: processes([200, 100, 0, 'go run .'], [201, 200, 0, '/tmp/go-build27/b001/exe/tasks']),
      verdict: 'fail',
      message: { en: /go-build27/ },
      remedy: /RUN go build -o \/usr\/local\/bin\/app \.\nRUN useradd --system app\nUSER app\nCMD \["app"\]$/,
    },
    {
      name: 'the process below npm is root',
      evidence: processes([200, 100, 0, 'npm start'], [201, 200, 0, 'sh -c node x'], [202, 201, 0, 'node x']),
      verdict: 'fail',
      message: { en: /`node x` runs as root/ },
    },
    {
      name: 'one of two applications is root',
      evidence: evidenceWith((evidence) => {
        evidence.resolve.applications = ['web', 'worker'];
        const worker = { ...stateNamed(evidence, 'web'), service: 'worker' };
        worker.processes = [{ pid: 400, parent: 100, uid: 0, command: './worker' }];
        evidence.start.attempts[0]?.services.push(worker);
      }),
      verdict: 'fail',
      message: { en: /In worker the process/ },
      remedy: /RUN useradd --system app\nUSER app/,
    },
    {
      name: 'every application is root',
      evidence: evidenceWith((evidence) => {
        evidence.resolve.applications = ['web', 'worker', 'mailer'];
        const processes = [{ pid: 400, parent: 100, uid: 0, command: 'node x' }];
        const web = stateNamed(evidence, 'web');
        web.processes = processes;
        evidence.start.attempts[0]?.services.push({ ...web, service: 'worker' }, { ...web, service: 'mailer' });
      }),
      verdict: 'fail',
      message: {
        en: /In web the process .* As root, too: worker, mailer\.$/,
        es: /También como root: worker, mailer\.$/,
      },
    },
    {
      name: 'an unhealthy application runs all the same',
      evidence: evidenceWith((evidence) => {
        const web = stateNamed(evidence, 'web');
        Object.assign(web, { health: 'unhealthy', processes: web.processes.map((one) => ({ ...one, uid: 0 })) });
      }),
      verdict: 'fail',
      message: { en: /runs as root/ },
    },
    {
      name: 'the application died, and lives for a moment only because it was started again',
      evidence: evidenceWith((evidence) => {
        const [good] = evidence.start.attempts;
        const silent = { ...stateNamed(evidence, 'web'), listening: [] };
        if (!good) return;
        const failing = { ...good, ready: false, answer: REFUSED };
        evidence.start.attempts = [
          { ...failing, services: [{ ...silent, restarts: 3 }] },
          { ...failing, services: [silent] },
        ];
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web has no lasting process/ },
    },
    {
      name: 'the application is caught alive in a crash loop',
      evidence: evidenceWith((evidence) => {
        stateNamed(evidence, 'web').restarts = 2;
        for (const attempt of evidence.start.attempts) attempt.ready = false;
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web has no lasting process/ },
    },
    {
      name: 'the users cannot be seen',
      evidence: processes([200, 100, null, 'node server.js']),
      verdict: 'blocked',
      by: 'start',
      message: { en: /cannot be seen/ },
    },
  ],
});

function processes(...rows: readonly [number, number, number | null, string][]) {
  return evidenceWith((evidence) => {
    const table: ServiceState['processes'] = rows.map(([pid, parent, uid, command]) => ({ pid, parent, uid, command }));
    stateNamed(evidence, 'web').processes = table;
  });
}

function standsOn(reference: string, internal: boolean) {
  const evidence = processes([200, 100, 0, '/tasks']);
  for (const { from, internal: _, ...stage } of evidence.resolve.dockerfiles[0]?.stages.splice(0) ?? []) {
    evidence.resolve.dockerfiles[0]?.stages.push({ ...stage, from: { ...from, reference }, internal });
  }
  return evidence;
}
