import startsInOrder from '../../graders/compose/starts-in-order.ts';
import type { ColdStart } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, HTTP_OK, REFUSED, serviceNamed, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

type Application = ColdStart['applications'][number];

const WEB: Application = { service: 'web', meanwhile: 'running', exitCode: null, restarts: 0, log: 'boom' };
const DEAD: Partial<ColdStart> = { answersWell: false, answer: REFUSED };
const DEFAULT_ORDER = [{ service: 'db', condition: 'service_started' }];

testGrader(startsInOrder, {
  passes: [
    { name: 'Compose let it wait', evidence: goodEvidence(), message: /web was started only when db was ready/ },
    { name: 'it tried again', evidence: cold([WEB]), message: /web went on running while db was not ready/ },
    {
      name: 'a helper did its work and ended',
      evidence: cold([WEB, { ...WEB, service: 'db', meanwhile: 'ended', exitCode: 0 }], {}, ({ start }) => {
        for (const { services } of start.attempts) for (const state of services) state.oneShot = state.service === 'db';
      }),
    },
    {
      name: 'a service that does not stay up with a ready database either',
      evidence: cold([WEB, { ...WEB, service: 'db', meanwhile: 'ended', exitCode: 2 }], {}, (evidence) => {
        Object.assign(stateNamed(evidence, 'db'), ended('db', 2, 'boom'));
      }),
    },
    {
      name: 'a database that cannot be held costs no points',
      evidence: evidenceWith(({ persistence }) => {
        persistence.coldStart = null;
      }),
      message: /costs no points/,
    },
  ],
  fails: [
    {
      name: 'it ended, and its depends_on waits for the container alone',
      evidence: cold([{ ...WEB, meanwhile: 'ended', exitCode: 1 }], DEAD, (evidence) => {
        serviceNamed(evidence, 'web').dependsOn = DEFAULT_ORDER;
      }),
      verdict: 'fail',
      message: { en: /web ended and stayed down.*no `condition: service_healthy`:/, es: /web terminó y no volvió/ },
      remedy: /condition: service_healthy$/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'there is neither depends_on nor health check',
      evidence: cold([{ ...WEB, meanwhile: 'ended', exitCode: 1 }], DEAD, (evidence) => {
        serviceNamed(evidence, 'web').dependsOn = [];
        serviceNamed(evidence, 'db').healthcheck = null;
      }),
      verdict: 'fail',
      message: { en: /Nothing tells Compose that web needs db \(and db has no health check\)/ },
      remedy: /service_healthy\n {2}db:\n {4}healthcheck:\n.*pg_isready/,
    },
    {
      name: 'the health check says yes too early',
      evidence: cold([{ ...WEB, meanwhile: 'ended', exitCode: 1 }], DEAD),
      verdict: 'fail',
      message: { en: /succeeds before the database takes connections/ },
      where: { file: 'docker-compose.yml', line: 22 },
    },
    {
      name: 'its policy gave up',
      evidence: cold([{ ...WEB, meanwhile: 'restarted', exitCode: 1, restarts: 5 }], DEAD),
      verdict: 'fail',
      message: { en: /again and again/ },
    },
    {
      name: 'its policy brought it back',
      evidence: cold([{ ...WEB, meanwhile: 'restarted', restarts: 2 }]),
      verdict: 'partial',
      share: 0.5,
      message: { en: /restart policy brought it back/, es: /red de seguridad/ },
    },
    {
      name: 'another application ended',
      evidence: cold([WEB, { ...WEB, service: 'worker', meanwhile: 'ended', exitCode: 3 }], {}, ({ resolve }) => {
        resolve.applications.push('worker');
      }),
      verdict: 'fail',
      message: { en: /worker ended and stayed down/ },
    },
    {
      name: 'the proxy in front of it ended',
      evidence: cold([WEB, { ...WEB, service: 'proxy', meanwhile: 'ended', exitCode: 1 }], DEAD),
      verdict: 'fail',
      message: { en: /proxy ended and stayed down\. proxy starts before what it works with/ },
      remedy: /proxy:\n {4}depends_on:\n {6}- web/,
    },
    {
      name: 'it lives on and never tries again',
      evidence: cold([WEB], { answersWell: false, answer: { ...HTTP_OK, status: 500 } }),
      verdict: 'fail',
      message: { en: /did not answer well even when it was/ },
    },
    {
      name: 'it died at the first start',
      evidence: evidenceWith((evidence) => {
        const [good] = evidence.start.attempts;
        const died = [ended('web', 1, 'ECONNREFUSED'), stateNamed(evidence, 'db')];
        if (good) evidence.start.attempts = [{ ...good, ready: false, services: died }, good];
      }),
      verdict: 'fail',
      message: { en: /At the very first start web ended/ },
    },
    {
      name: 'it answered badly before, too',
      evidence: cold([WEB], DEAD, ({ probe }) => {
        for (const one of probe.probes) one.outcome = 'fail';
      }),
      verdict: 'blocked',
      by: 'endpoints-work',
      message: { en: /did not answer well before either/ },
    },
    {
      name: 'a new container never works, however early its database is there',
      evidence: cold([{ ...WEB, meanwhile: 'waited', exitCode: 1, restarts: 5 }], DEAD, ({ persistence }) => {
        Object.assign(persistence.ladder.recreate ?? {}, { application: 'no-answer' });
      }),
      verdict: 'blocked',
      by: 'ephemeral-container',
      message: { en: /in a new container/ },
    },
    {
      name: 'it waited, and nothing came',
      evidence: cold([{ ...WEB, meanwhile: 'waited' }], DEAD),
      verdict: 'blocked',
      by: 'persistence',
      message: { en: /did not come up in time/ },
    },
    {
      name: 'the stack comes up only without its order',
      evidence: evidenceWith(({ start, persistence }) => {
        persistence.coldStart = null;
        for (const attempt of start.attempts) attempt.failure = 'dependency failed to start';
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /does not bring the stack up in its order/ },
    },
    {
      name: 'nobody asked for the cold start',
      evidence: evidenceWith(({ persistence }) => {
        delete persistence.coldStart;
      }),
      verdict: 'blocked',
      by: 'drills',
      message: { en: /not asked for/ },
    },
    {
      name: 'it never answered',
      evidence: evidenceWith(({ probe }) => {
        Object.assign(probe.ready, { answer: REFUSED, ok: false });
      }),
      verdict: 'blocked',
      by: 'app-responds',
      message: { en: /web does not answer/ },
    },
    NO_DATABASE,
  ],
});

function cold(
  applications: Application[],
  change: Partial<ColdStart> = {},
  more: Parameters<typeof evidenceWith>[0] = () => undefined,
) {
  return evidenceWith((evidence) => {
    if (evidence.persistence.coldStart) Object.assign(evidence.persistence.coldStart, { applications }, change);
    more(evidence);
  });
}
