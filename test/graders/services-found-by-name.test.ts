import servicesFoundByName from '../../graders/compose/services-found-by-name.ts';
import type { CompleteEvidence } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, LOST, REFUSED, serviceNamed, stateNamed, variable } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

testGrader(servicesFoundByName, {
  passes: [
    { name: 'a connection was seen', evidence: goodEvidence(), message: /web finds its database.*db/ },
    {
      name: 'connections cannot be seen, and a marker went through the application',
      evidence: evidenceWith(({ probe }) => {
        probe.connections = null;
      }),
    },
    {
      name: 'a connection was seen right after the start',
      evidence: evidenceWith((evidence) => {
        unseen(evidence);
        evidence.start.connections = [{ from: 'web', to: 'db', port: 5432 }];
        setHost(evidence, 'localhost');
      }),
      message: /web finds its database.*db/,
    },
    {
      name: 'the application behind the proxy is connected',
      evidence: evidenceWith(({ resolve }) => {
        if (resolve.app) resolve.app.service = 'proxy';
      }),
    },
    { name: 'its variable names the service', evidence: evidenceWith(unseen) },
    {
      name: 'a stray localhost does no harm to an application that is connected',
      evidence: evidenceWith((e) => setHost(e, 'localhost')),
    },
    {
      name: 'an alias with a dot leads to the database',
      evidence: evidenceWith((e) => setHost(e, 'db.internal')),
    },
  ],
  fails: [
    {
      name: 'the host is localhost',
      evidence: evidenceWith((evidence) => {
        unseen(evidence);
        setHost(evidence, 'localhost');
      }),
      verdict: 'fail',
      message: { en: /In web the variable DB_HOST names `localhost`/, es: /la variable DB_HOST nombra `localhost`/ },
      remedy: /Write `db` instead/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
    {
      name: 'the host is somewhere in the world',
      evidence: evidenceWith((evidence) => {
        unseen(evidence);
        setHost(evidence, 'users.postgres.example.com');
      }),
      verdict: 'fail',
      message: { en: /names `users\.postgres\.example\.com`.*not in the stack/, es: /no está en el stack/ },
      remedy: /Write `db` instead/,
    },
    {
      name: 'a URL leads to localhost',
      evidence: evidenceWith((evidence) => {
        unseen(evidence);
        const url = variable('DATABASE_URL', 'postgres://user:••••@127.0.0.1:5432/users', 9);
        serviceNamed(evidence, 'web').environment = [url];
      }),
      verdict: 'fail',
      message: { en: /DATABASE_URL names `127\.0\.0\.1`/ },
      where: { file: 'docker-compose.yml', line: 9 },
    },
    {
      name: 'an address works only until the next start',
      evidence: evidenceWith((e) => setHost(e, '172.20.0.2')),
      verdict: 'fail',
      message: { en: /names `172\.20\.0\.2`.*handed out anew at each start/, es: /se reparten de nuevo/ },
    },
    {
      name: 'the way leads through the machine',
      evidence: evidenceWith((e) => setHost(e, 'host.docker.internal')),
      verdict: 'fail',
      message: { en: /names `host\.docker\.internal`/ },
    },
    {
      name: 'the log shows a refused connection to the container itself',
      evidence: logging('Error: connect ECONNREFUSED 127.0.0.1:5432'),
      verdict: 'fail',
      message: { en: /at `127\.0\.0\.1`, which inside a container is the container itself/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the log shows a name that no service has',
      evidence: logging('could not translate host name "postgres" to address: Name or service not known'),
      verdict: 'fail',
      message: { en: /at `postgres`, but no service of the stack has that name/ },
    },
    {
      name: 'the right name, and a database that died',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence, logging('Error: getaddrinfo ENOTFOUND db'));
        if (evidence.start.database) evidence.start.database.running = false;
        Object.assign(evidence.probe.ready, { answer: REFUSED, ok: false });
        Object.assign(stateNamed(evidence, 'web'), { ...ended('web', 1, 'Error: getaddrinfo ENOTFOUND db') });
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web did not start/ },
    },
    {
      name: 'some other host in the world says nothing',
      evidence: logging('Error: getaddrinfo ENOTFOUND api.example.com'),
      verdict: 'blocked',
      by: 'probe',
      message: { en: /Could not be told/ },
    },
    {
      name: 'the application keeps its data itself',
      evidence: evidenceWith((evidence) => {
        unseen(evidence);
        serviceNamed(evidence, 'web').environment = [];
        if (evidence.persistence.away) evidence.persistence.away.degraded = false;
      }),
      verdict: 'blocked',
      by: 'app-uses-database',
      message: { en: /does not use the database/ },
    },
    NO_DATABASE,
  ],
});

/** No connection and no marker tell anything. */
function unseen({ start, probe, persistence }: CompleteEvidence) {
  start.connections = [];
  probe.connections = [];
  persistence.ladder = { restart: LOST, recreate: LOST, downUp: LOST, fresh: LOST };
}

function setHost(evidence: CompleteEvidence, host: string) {
  serviceNamed(evidence, 'web').environment = [variable('DB_HOST', host, 7)];
}

/** Nothing but the log tells where the application looks for its database. */
function logging(log: string) {
  return evidenceWith((evidence) => {
    unseen(evidence);
    serviceNamed(evidence, 'web').environment = [];
    stateNamed(evidence, 'web').log = log;
  });
}
