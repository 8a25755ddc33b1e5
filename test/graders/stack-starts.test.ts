import { expect, test } from 'vitest';
import stackStarts from '../../graders/compose/stack-starts.ts';
import type { ServiceState } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, serviceNamed, stateNamed, variable } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { UNHEALTHY } from './health-rows.ts';

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
    { name: 'the same port on two addresses of the machine', evidence: publishing('3000', '127.0.0.2', '127.0.0.1') },
    { name: 'another port of the machine', evidence: publishing('3001', null) },
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
      remedy: /start a program that goes on/,
    },
    {
      name: 'memory ran out',
      evidence: web({ ...ended('web', 137, ''), oomKilled: true }, false),
      verdict: 'fail',
      message: { en: /more memory than it may/ },
    },
    {
      name: 'the stack filled a volume',
      evidence: evidenceWith(({ start }) => {
        const places = [{ kind: 'volume' as const, name: 'data', bytes: 6e9, files: null }];
        start.overrun = {
          stage: 'drills',
          limit: { of: 'bytes', most: 5 * 1024 ** 3 },
          bytes: 6e9,
          files: null,
          places,
        };
      }),
      verdict: 'fail',
      message: {
        en: /wrote 5\.6 GB and was stopped; most of it lies in the volume `data`/,
        es: /escribió 5,6 GB y se detuvo/,
      },
      remedy: /writes without an end/,
    },
    {
      name: 'an application made files without number in its own layer',
      evidence: evidenceWith(({ start }) => {
        const places = [{ kind: 'container' as const, name: 'web', bytes: 1e6, files: 1_100_000 }];
        start.overrun = { stage: 'start', limit: { of: 'files', most: 1e6 }, bytes: 1e6, files: 1_100_000, places };
      }),
      verdict: 'fail',
      message: {
        en: /wrote 1,100,000 files and was stopped; most of it lies in the container of web/,
        es: /1\.100\.000 archivos/,
      },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    ...UNHEALTHY,
    {
      name: 'two services publish the same port of the machine',
      evidence: publishing('3000', null),
      verdict: 'fail',
      message: {
        en: /web and db both publish port 3000 of the machine/,
        es: /web y db publican el mismo puerto 3000/,
      },
      where: { file: 'docker-compose.yml', line: 17 },
    },
    {
      name: 'a range holds a port that is taken, on one address',
      evidence: publishing('2998-3001', '127.0.0.1'),
      verdict: 'fail',
      message: { en: /web and db both publish/ },
    },
    {
      name: 'a fixed address leads nowhere, and the application dies of it',
      evidence: evidenceWith((evidence) => {
        serviceNamed(evidence, 'web').environment = [variable('DB_HOST', '172.28.5.5', 7)];
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'Error: connect ENETUNREACH 172.28.5.5:5432'));
        for (const attempt of evidence.start.attempts) attempt.ready = false;
      }),
      verdict: 'blocked',
      by: 'services-found-by-name',
      message: { en: /looks for its database at `172\.28\.5\.5`/, es: /busca su base de datos en/ },
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

/** The database publishes as given; the application has port 3000 of the machine. */
function publishing(published: string, hostIp: string | null, own: string | null = null) {
  return evidenceWith((evidence) => {
    for (const port of serviceNamed(evidence, 'web').ports) port.hostIp = own;
    const where = { file: 'docker-compose.yml', line: 17 };
    serviceNamed(evidence, 'db').ports = [{ target: 5432, published, hostIp, where }];
  });
}

function web(change: Partial<ServiceState>, ready = true) {
  return evidenceWith((evidence) => {
    Object.assign(stateNamed(evidence, 'web'), change);
    for (const attempt of evidence.start.attempts) attempt.ready = ready;
  });
}

test('how often a service was restarted stands beside its state', () => {
  const { evidence } = stackStarts.judge(web({ restarts: 2 }, false));
  expect(evidence[0]?.text).toEqual({
    en: 'web: running, restarted 2×\ndb: running, healthy',
    es: 'web: en marcha, se reinició 2×\ndb: en marcha, sano (healthy)',
  });
});

test('where the stack wrote is told in the language of the report', () => {
  const { start, ...earlier } = goodEvidence();
  const places = [
    { kind: 'container' as const, name: 'web', bytes: 346.7 * 1024 ** 2, files: 1200 },
    { kind: 'volume' as const, name: 'data', bytes: 1024 ** 2, files: null },
  ];
  const overrun = { limit: { of: 'bytes' as const, most: 1e8 }, bytes: 3e8, files: null, places };
  const verdict = stackStarts.judge({ ...earlier, start: { ...start, overrun: { stage: 'drills', ...overrun } } });
  expect(verdict.evidence[0]?.text).toEqual({
    en: '346.7 MB, 1,200 files  the container of web, outside any volume\n1 MB  the volume `data`',
    es: '346,7 MB, 1200 archivos  el contenedor de web, fuera de todo volumen\n1 MB  el volumen `data`',
  });
});
