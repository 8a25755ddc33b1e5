import healthchecksHonest from '../../graders/compose/healthchecks-honest.ts';
import type { CompleteEvidence, HealthDrill } from '../../src/core/evidence/index.ts';
import { notMadeRows } from './drill-rows.ts';
import { evidenceWith, goodEvidence, serviceNamed, stateNamed } from './evidence.ts';
import { variable } from './evidence-parts.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

type Check = NonNullable<HealthDrill['check']>;

const WELL: Check['well'] = { exitCode: 0, timedOut: false, output: '', seconds: 0.1 };
const BAD: Check['well'] = { ...WELL, exitCode: 1 };
const HTTP: Check = { test: 'curl -f localhost:3000', from: 'compose', well: WELL, frozen: BAD };

testGrader(healthchecksHonest, {
  passes: [
    { name: 'it notices that all stands still', evidence: goodEvidence(), message: /and not while its processes/ },
    { name: 'so does the one of the application', evidence: checks({ web: HTTP }) },
    {
      name: 'what could not be tried costs no points',
      evidence: checks({ db: { ...HTTP, frozen: null } }),
      message: /costs no points/,
    },
  ],
  fails: [
    {
      name: 'the database has none',
      evidence: checks({ db: null }),
      verdict: 'fail',
      message: { en: /db has no health check/, es: /no tiene health check/ },
      remedy: /db:\n {4}healthcheck:\n.*pg_isready/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'the database has none, and a user of its own',
      evidence: ownUser(),
      verdict: 'fail',
      message: { en: /db has no health check/ },
      remedy: /"pg_isready -U \$\$POSTGRES_USER"/,
    },
    {
      name: 'the one of the database always says yes',
      evidence: checks({ db: { ...HTTP, test: 'exit 0', frozen: WELL } }),
      verdict: 'fail',
      message: { en: /health check of db says "healthy" even while.*`exit 0`/ },
      remedy: /pg_isready/,
      where: { file: 'docker-compose.yml', line: 22 },
    },
    {
      name: 'the one of the application always says yes',
      evidence: checks({ web: { ...HTTP, test: 'exit 0', frozen: WELL } }),
      verdict: 'fail',
      message: { en: /health check of web says "healthy"/ },
      remedy: /fetch\('http:\/\/localhost:3000'\)/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'it fails while all is well',
      evidence: checks({ db: { ...HTTP, well: BAD } }),
      verdict: 'fail',
      message: { en: /db works, but its health check does not succeed/ },
    },
    {
      name: 'the start already waited for it in vain',
      evidence: checks({ db: { ...HTTP, well: BAD } }, (evidence) => {
        stateNamed(evidence, 'db').health = 'unhealthy';
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /did not even succeed at the start/ },
    },
    {
      name: 'the one of the application stands in its Dockerfile',
      evidence: checks({ web: { ...HTTP, from: 'image', frozen: WELL } }, (evidence) => {
        const line = { keyword: 'HEALTHCHECK', text: 'CMD exit 0', line: 6, stage: 0 };
        evidence.resolve.dockerfiles[0]?.instructions.push(line);
        serviceNamed(evidence, 'web').healthcheck = null;
      }),
      verdict: 'fail',
      message: { en: /health check of web/ },
      where: { file: 'Dockerfile', line: 6 },
    },
    ...notMadeRows('health', 'health'),
    NO_DATABASE,
  ],
});

function checks(
  change: Record<string, Check | null>,
  more: (evidence: CompleteEvidence) => void = () => undefined,
): CompleteEvidence {
  return evidenceWith((evidence) => {
    for (const drill of evidence.drills.health ?? [])
      if (change[drill.service] !== undefined) drill.check = change[drill.service] ?? null;
    more(evidence);
  });
}

function ownUser() {
  const evidence = checks({ db: null });
  const db = evidence.resolve.services.find(({ name }) => name === 'db');
  db?.environment.push(variable('POSTGRES_USER', 'widgets', 16));
  return evidence;
}
