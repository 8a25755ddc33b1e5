import appResponds from '../../graders/compose/app-responds.ts';
import type { CompleteEvidence, ServiceState } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, HTTP_OK, REFUSED, serviceNamed, stateNamed, variable } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(appResponds, {
  passes: [
    { name: 'it answers', evidence: goodEvidence(), message: /web answers on port 3000 with status 200/ },
    {
      name: 'it answers although its health check fails',
      evidence: evidenceWith((evidence) => {
        stateNamed(evidence, 'web').health = 'unhealthy';
      }),
    },
  ],
  fails: [
    {
      name: 'it listens on another port',
      evidence: listening([{ address: '0.0.0.0', port: 8080 }]),
      verdict: 'fail',
      message: { en: /no HTTP answer on port 3000/, es: /ninguna respuesta HTTP en el puerto 3000/ },
      where: { file: 'docker-compose.yml', line: 5 },
    },
    {
      name: 'it listens inside of its container only',
      evidence: listening([{ address: '127.0.0.1', port: 3000 }]),
      verdict: 'fail',
      message: { en: /no HTTP answer on port 3000/ },
      remedy: /listen on 0\.0\.0\.0/,
    },
    {
      name: 'nothing listens behind a development server',
      evidence: listening([{ address: '127.0.0.11', port: 41234 }]),
      verdict: 'fail',
      message: { en: /no process in it listens on any port/ },
      remedy: /soon after its start.*Its last lines below/,
    },
    {
      name: 'it is slow, and writes nothing',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        evidence.start.within = 8;
        Object.assign(stateNamed(evidence, 'web'), { listening: [], log: '' });
      }),
      verdict: 'fail',
      message: { en: /it did not begin to within 8 s\.$/, es: /no empezó a hacerlo en 8 s\.$/ },
      remedy: /It writes nothing/,
    },
    {
      name: 'a development server outlives the application',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        const processes = [
          { pid: 200, parent: 100, uid: 1000, command: 'node /app/node_modules/.bin/nodemon server.js' },
        ];
        Object.assign(stateNamed(evidence, 'web'), { listening: [], processes });
      }),
      verdict: 'fail',
      message: { en: /listens on any port/ },
    },
    {
      name: 'what answers is not HTTP',
      evidence: unanswered('invalid-http'),
      verdict: 'fail',
      message: { en: /what it says is not HTTP/, es: /no es HTTP/ },
      remedy: /without TLS/,
    },
    {
      name: 'it takes the request and never answers',
      evidence: unanswered('timeout'),
      verdict: 'fail',
      message: { en: /takes the request on port 3000, but gives no answer/ },
    },
    {
      name: 'nobody can see why',
      evidence: listening(null),
      verdict: 'fail',
      message: { en: /no HTTP answer on port 3000 \(ECONNREFUSED\)/ },
    },
    {
      name: 'it waits for a database that it cannot reach',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        Object.assign(stateNamed(evidence, 'web'), {
          listening: [],
          log: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
        });
      }),
      verdict: 'blocked',
      by: 'services-found-by-name',
      message: { en: /looks for its database at `127\.0\.0\.1`/ },
    },
    {
      name: 'it waits for a database that does not run',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence.probe.ready, { answer: REFUSED, ok: false });
        stateNamed(evidence, 'web').listening = [];
        for (const attempt of evidence.start.attempts) attempt.ready = false;
        if (evidence.start.database) evidence.start.database.running = false;
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /the database service db does not run/ },
    },
    {
      name: 'it waits for a database at a fixed address',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        serviceNamed(evidence, 'web').environment = [variable('DB_HOST', '172.28.5.5', 7)];
        const log = 'The database does not answer yet: connect ENETUNREACH 172.28.5.5:5432';
        Object.assign(stateNamed(evidence, 'web'), { listening: [], log });
      }),
      verdict: 'blocked',
      by: 'services-found-by-name',
      message: { en: /looks for its database at `172\.28\.5\.5`/ },
    },
    {
      name: 'it died at first, and is caught alive when it was started again',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        const [last] = evidence.start.attempts;
        const web = { ...stateNamed(evidence, 'web'), listening: [], log: 'error: password authentication failed' };
        if (!last) return;
        const before = { ...last, services: [{ ...web, restarts: 1 }] };
        evidence.start.attempts = [before, { ...last, services: [web] }];
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web did not start/ },
    },
    {
      name: 'it waits for a database that refuses under its right name',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        Object.assign(stateNamed(evidence, 'web'), { listening: [], log: 'connect ECONNREFUSED db:5432' });
      }),
      verdict: 'fail',
      message: { en: /cannot reach its database: it tries the host `db`/ },
    },
    {
      name: 'its database refused at first, and then its password',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        const log = 'connect ECONNREFUSED db:5432\npassword authentication failed for user "app"';
        Object.assign(stateNamed(evidence, 'web'), { listening: [], log });
      }),
      verdict: 'fail',
      message: { en: /no process in it listens on any port\.$/ },
    },
    {
      name: 'the status is not the one that the assignment asks for',
      evidence: evidenceWith(({ probe }) => {
        probe.ready = { path: '/health', answer: { ...HTTP_OK, status: 404 }, ok: false };
      }),
      verdict: 'fail',
      message: { en: /`GET \/health` with status 404/ },
    },
    {
      name: 'no service publishes a port',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        evidence.start.port = null;
      }),
      verdict: 'fail',
      message: { en: /No service publishes a port/ },
      remedy: /web:\n {4}ports:/,
    },
    {
      name: 'the application is in a crash loop',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'boom'));
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web did not start/, es: /web no arrancó/ },
    },
    {
      name: 'there is no application',
      evidence: evidenceWith((evidence) => {
        silent(evidence);
        Object.assign(evidence.resolve, { app: null, dockerfiles: [] });
      }),
      verdict: 'blocked',
      by: 'dockerfile-present',
      message: { en: /no service is built/ },
    },
  ],
});

function silent({ start, probe }: CompleteEvidence) {
  for (const attempt of start.attempts) Object.assign(attempt, { ready: false, answer: REFUSED });
  Object.assign(probe.ready, { answer: REFUSED, ok: false });
}

function unanswered(error: string) {
  return evidenceWith((evidence) => {
    silent(evidence);
    evidence.probe.ready.answer = { ok: false, error, message: 'Parse Error', seconds: 1 };
  });
}

function listening(sockets: ServiceState['listening']) {
  return evidenceWith((evidence) => {
    silent(evidence);
    stateNamed(evidence, 'web').listening = sockets;
  });
}
