import stackStarts from '../../graders/compose/stack-starts.ts';
import type { ServiceState } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, serviceNamed, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(stackStarts, {
  passes: [
    { name: 'everything runs', evidence: goodEvidence(), message: /web, db/ },
    {
      name: 'a migration ends with 0',
      evidence: evidenceWith(({ start }) => {
        start.attempts[0]?.services.push({ ...ended('web', 0, 'migrated'), service: 'migrate', oneShot: true });
      }),
    },
    {
      name: 'the application was restarted by its policy and answers now',
      evidence: web({ restarts: 3 }),
    },
    {
      name: 'a second start was made only because nothing answered',
      evidence: evidenceWith(({ start }) => {
        const [good] = start.attempts;
        if (good) start.attempts = [{ ...good, ready: false, answer: null }, good];
      }),
    },
  ],
  fails: [
    {
      name: 'the application ends',
      evidence: web({ ...ended('web', 1, 'Error: Cannot find module ./databse.js'), service: 'web' }, false),
      verdict: 'fail',
      message: { en: /web ended with exit code 1/, es: /web terminó con el código de salida 1/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the application dies and is restarted, again and again',
      evidence: web({ restarts: 2 }, false),
      verdict: 'fail',
      message: { en: /web dies again and again/ },
    },
    {
      name: 'an application that ends with 0 is no one-shot helper',
      evidence: web({ ...ended('web', 0, ''), oneShot: true }, false),
      verdict: 'fail',
      message: { en: /web ended by itself \(exit code 0\)/ },
    },
    {
      name: 'memory ran out',
      evidence: web({ ...ended('web', 137, ''), oomKilled: true }, false),
      verdict: 'fail',
      message: { en: /more memory than it may/ },
    },
    {
      name: 'a health check does not succeed',
      evidence: evidenceWith((evidence) => {
        stateNamed(evidence, 'db').health = 'unhealthy';
      }),
      verdict: 'fail',
      message: { en: /db runs, but its health check does not succeed/ },
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'the cause is named before what waits for it',
      evidence: evidenceWith((evidence) => {
        Object.assign(stateNamed(evidence, 'web'), { status: 'created', processes: [] });
        Object.assign(stateNamed(evidence, 'db'), ended('db', 1, 'data directory has wrong ownership'));
      }),
      verdict: 'fail',
      message: { en: /^db ended with exit code 1\. Also not up: web\.$/ },
    },
    {
      name: 'it works only when started again',
      evidence: evidenceWith((evidence) => {
        const [good] = evidence.start.attempts;
        const died = [ended('web', 1, 'connect ECONNREFUSED 172.20.0.2:5432'), stateNamed(evidence, 'db')];
        if (good) evidence.start.attempts = [{ ...good, ready: false, services: died }, good];
        serviceNamed(evidence, 'db').healthcheck = null;
      }),
      verdict: 'fail',
      message: { en: /At the first start something died: web ended with exit code 1/, es: /En el primer arranque/ },
      remedy: /condition: service_healthy\n {2}db:\n {4}healthcheck:/,
    },
    {
      name: 'it dies at first, and started again it only has not died yet',
      evidence: evidenceWith((evidence) => {
        const [good] = evidence.start.attempts;
        const died = [ended('web', 1, 'connect ECONNREFUSED 127.0.0.1:5432'), stateNamed(evidence, 'db')];
        if (good)
          evidence.start.attempts = [
            { ...good, ready: false, services: died },
            { ...good, ready: false },
          ];
      }),
      verdict: 'fail',
      message: { en: /^web ended with exit code 1/, es: /^web terminó con el código de salida 1/ },
    },
    {
      name: 'an image cannot be fetched',
      evidence: evidenceWith(({ build, start }) => {
        build.pulls = [{ service: 'db', reference: 'postgrs:16', outcome: 'failed', seconds: 1, message: 'denied' }];
        for (const attempt of start.attempts) attempt.services = [];
      }),
      verdict: 'fail',
      message: { en: /image postgrs:16 of db cannot be fetched/ },
      where: { file: 'docker-compose.yml', line: 15 },
    },
    {
      name: 'Compose starts nothing',
      evidence: evidenceWith(({ start }) => {
        for (const attempt of start.attempts) Object.assign(attempt, { services: [], failure: 'no such network' });
      }),
      verdict: 'fail',
      message: { en: /no service at all/ },
    },
    {
      name: 'an image was not built',
      evidence: evidenceWith(({ build }) => {
        for (const one of build.builds) Object.assign(one, { outcome: 'failed', image: null });
      }),
      verdict: 'blocked',
      by: 'image-builds',
      message: { en: /image of web was not built/ },
    },
  ],
});

function web(change: Partial<ServiceState>, ready = true) {
  return evidenceWith((evidence) => {
    Object.assign(stateNamed(evidence, 'web'), change);
    for (const attempt of evidence.start.attempts) attempt.ready = ready;
  });
}
