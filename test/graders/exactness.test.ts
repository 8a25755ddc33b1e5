import { expect, test } from 'vitest';
import { defaultRubric, graders } from '../../graders/index.ts';
import { type CompleteEvidence, evidenceSchema } from '../../src/core/evidence/index.ts';
import { judge } from '../../src/core/judge.ts';
import { ANONYMOUS, ended, evidenceWith, LOST, REFUSED, serviceNamed, stateNamed, variable } from './evidence.ts';
import { inMemory, SCHEMA_DROPPED, THROUGH_CLIENT, withoutVolume } from './ladder.ts';

/** What a fault costs, and nothing else: line → `fail`, or whose matter it is. All other lines pass. */
type Lines = Record<string, string>;

interface Situation {
  name: string;
  change: (evidence: CompleteEvidence) => void;
  lines: Lines;
}

const ABOUT_THE_DATABASE = [
  'app-uses-database',
  'services-found-by-name',
  'database-not-exposed',
  'starts-in-order',
  'healthchecks-honest',
  'recovers-from-database-outage',
  'database-volume-declared',
  'database-survives-restart',
  'database-survives-recreation',
  'stack-survives-down-up',
  'fresh-volume-is-empty',
];

/** What is done to an application that runs. */
const DRILLS = [
  'stops-gracefully',
  'ephemeral-container',
  'restarts-after-crash',
  'starts-in-order',
  'healthchecks-honest',
];

const NO_LADDER = { restart: null, recreate: null, downUp: null, fresh: null };

const SITUATIONS: Situation[] = [
  { name: 'nothing is wrong', change: () => undefined, lines: {} },
  {
    name: 'no volume',
    change: (evidence) => {
      withoutVolume(evidence);
      Object.assign(evidence.persistence.ladder, { recreate: LOST, downUp: LOST });
    },
    lines: fails('database-volume-declared', 'database-survives-recreation', 'stack-survives-down-up'),
  },
  {
    name: 'the application crash-loops, and the database is fine',
    change: (evidence) => {
      noAnswer(evidence);
      Object.assign(stateNamed(evidence, 'web'), { ...ended('web', 1, 'boom'), restarts: 4 });
      throughClient(evidence);
    },
    lines: {
      'stack-starts': 'fail',
      ...by('stack-starts', [
        ...DRILLS,
        'runs-as-non-root',
        'app-responds',
        'endpoints-work',
        'app-uses-database',
        'services-found-by-name',
        'recovers-from-database-outage',
      ]),
    },
  },
  {
    name: 'the application listens on another port',
    change: (evidence) => {
      noAnswer(evidence);
      stateNamed(evidence, 'web').listening = [{ address: '::', port: 8080 }];
      throughClient(evidence);
    },
    lines: {
      'app-responds': 'fail',
      ...by('app-responds', [...DRILLS, 'endpoints-work', 'app-uses-database', 'recovers-from-database-outage']),
    },
  },
  {
    name: 'the database host is localhost, and the application answers 500',
    change: (evidence) => {
      serviceNamed(evidence, 'web').environment = [variable('DB_HOST', 'localhost', 7)];
      evidence.start.connections = [];
      evidence.probe.connections = [];
      for (const probe of evidence.probe.probes) probe.outcome = 'fail';
      throughClient(evidence);
    },
    lines: {
      'endpoints-work': 'fail',
      'services-found-by-name': 'fail',
      ...by('endpoints-work', ['app-uses-database']),
    },
  },
  {
    name: 'no database',
    change: ({ resolve, start, persistence }) => {
      Object.assign(resolve, { database: null, services: resolve.services.filter(({ name }) => name === 'web') });
      start.database = null;
      for (const attempt of start.attempts) attempt.services = attempt.services.filter((s) => s.service === 'web');
      Object.assign(persistence, { way: 'none', away: null, recovery: null, ladder: NO_LADDER });
    },
    lines: { 'database-is-a-service': 'fail', ...by('database-is-a-service', ABOUT_THE_DATABASE) },
  },
  {
    name: 'data kept in memory',
    change: (evidence) => {
      inMemory(evidence);
      Object.assign(evidence.persistence.ladder, { recreate: SCHEMA_DROPPED, downUp: SCHEMA_DROPPED });
    },
    lines: {
      ...fails('app-uses-database', 'database-survives-recreation', 'stack-survives-down-up'),
      ...by('app-uses-database', ['database-survives-restart']),
    },
  },
  {
    name: 'the application never reconnects',
    change: ({ persistence }) => {
      if (persistence.recovery) Object.assign(persistence.recovery, { recovered: false, appStatus: 'exited' });
      for (const rung of Object.values(persistence.ladder)) if (rung) rung.appRestarted = true;
    },
    lines: fails('recovers-from-database-outage'),
  },
  {
    name: 'the first start dies, the second works',
    change: (evidence) => {
      const [good] = evidence.start.attempts;
      const died = [ended('web', 1, 'boom'), stateNamed(evidence, 'db')];
      if (good) evidence.start.attempts = [{ ...good, ready: false, services: died }, good];
    },
    lines: fails('stack-starts', 'starts-in-order'),
  },
  {
    name: 'a database that keeps its files in memory',
    change: (evidence) => {
      serviceNamed(evidence, 'db').mounts = [];
      if (evidence.start.database)
        evidence.start.database.dataMount = { ...ANONYMOUS, anonymous: false, type: 'tmpfs' };
      if (evidence.persistence.recovery) evidence.persistence.recovery.recovered = false;
      Object.assign(evidence.persistence.ladder, { restart: LOST, recreate: LOST, downUp: LOST });
    },
    lines: {
      ...fails('database-volume-declared', 'database-survives-restart'),
      ...fails('database-survives-recreation', 'stack-survives-down-up'),
      ...by('database-survives-restart', ['recovers-from-database-outage']),
    },
  },
  {
    name: 'the database dies at its start',
    change: (evidence) => {
      Object.assign(stateNamed(evidence, 'db'), ended('db', 1, 'boom'));
      if (evidence.start.database) evidence.start.database.running = false;
      for (const probe of evidence.probe.probes) probe.outcome = 'fail';
      evidence.start.connections = [];
      evidence.probe.connections = [];
      Object.assign(evidence.persistence, { way: 'none', away: null, recovery: null, ladder: NO_LADDER });
    },
    lines: {
      'stack-starts': 'fail',
      'endpoints-work': 'fail',
      ...by('stack-starts', [
        'database-is-a-service',
        ...ABOUT_THE_DATABASE.filter((id) => !/exposed|declared/.test(id)),
      ]),
    },
  },
];

test.each(SITUATIONS)('costs its own points and no others: $name', ({ change, lines }) => {
  const seen = judge(evidenceWith(change), defaultRubric, graders).flatMap(({ grader, verdict }) =>
    verdict.verdict === 'pass'
      ? []
      : [[grader.id, verdict.verdict === 'blocked' ? `by ${verdict.by}` : verdict.verdict]],
  );
  expect(Object.fromEntries(seen)).toEqual(lines);
});

test('without a Compose file one line fails, and every other is blocked', () => {
  const { fetch, resolve } = evidenceWith(({ resolve }) => {
    resolve.compose.outcome = 'missing';
    Object.assign(resolve, { services: [], dockerfiles: [], app: null, applications: [], database: null });
  });
  const verdicts = judge(evidenceSchema.parse({ fetch, resolve }), defaultRubric, graders).map(
    ({ grader, verdict }) => [grader.id, verdict.verdict],
  );
  expect(verdicts).toEqual(graders.map(({ id }) => [id, id === 'compose-present' ? 'fail' : 'blocked']));
});

function fails(...ids: string[]): Lines {
  return Object.fromEntries(ids.map((id) => [id, 'fail']));
}

function by(cause: string, ids: readonly string[]): Lines {
  return Object.fromEntries(ids.map((id) => [id, `by ${cause}`]));
}

function noAnswer({ start, probe }: CompleteEvidence): void {
  for (const attempt of start.attempts) Object.assign(attempt, { ready: false, answer: REFUSED });
  Object.assign(probe.ready, { answer: REFUSED, ok: false });
  for (const one of probe.probes) Object.assign(one, { outcome: 'fail', answer: REFUSED });
  start.connections = [];
  probe.connections = [];
}

/** The application cannot be asked, so the database's own client is. */
function throughClient({ persistence }: CompleteEvidence): void {
  const gone = { ...THROUGH_CLIENT, client: 'lost' as const, found: false };
  const ladder = { restart: THROUGH_CLIENT, recreate: THROUGH_CLIENT, downUp: THROUGH_CLIENT, fresh: gone };
  Object.assign(persistence, {
    way: 'client',
    away: null,
    recovery: { ...persistence.recovery, recovered: true },
    ladder,
  });
}
