import recovers from '../../graders/compose/recovers-from-database-outage.ts';
import type { CompleteEvidence, PersistenceEvidence } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence, HTTP_OK, LOST, REFUSED } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

testGrader(recovers, {
  passes: [
    { name: 'it answers well again', evidence: goodEvidence(), message: /web answers well again/ },
    { name: 'its restart policy brought it back', evidence: recovery({ restarted: true }) },
    {
      name: 'lost data is another matter',
      evidence: evidenceWith(({ persistence }) => {
        persistence.ladder.restart = LOST;
      }),
    },
  ],
  fails: [
    {
      name: 'it ended and stays down',
      evidence: recovery({ recovered: false, appStatus: 'exited', answer: REFUSED, log: 'Connection terminated' }),
      verdict: 'fail',
      message: { en: /web ended when db went away/, es: /web terminó cuando db/ },
      remedy: /restart: unless-stopped/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'it ended, and what its restart policy did was of no use',
      evidence: always(recovery({ recovered: false, appStatus: 'exited', answer: REFUSED })),
      verdict: 'fail',
      message: { en: /ended when/ },
      remedy: /^(?!.*restart)[\s\S]*Catch the lost connection/,
    },
    {
      name: 'it runs and never connects again',
      evidence: recovery({ recovered: false, answer: { ...HTTP_OK, ok: true, status: 500 } }),
      // A restart policy would not help who runs.
      remedy: /^(?!.*restart)[\s\S]*from a pool for each query/,
      verdict: 'fail',
      message: { en: /db is back, but web does not answer well again/ },
    },
    {
      name: 'the database came back empty',
      evidence: evidenceWith(({ persistence }) => {
        if (persistence.recovery) persistence.recovery.recovered = false;
        persistence.ladder.restart = LOST;
      }),
      verdict: 'blocked',
      by: 'database-survives-restart',
      message: { en: /came back without its data/ },
    },
    {
      name: 'no request worked before either',
      evidence: evidenceWith(({ probe, persistence }) => {
        if (persistence.recovery) persistence.recovery.recovered = false;
        for (const one of probe.probes) one.outcome = 'fail';
      }),
      verdict: 'blocked',
      by: 'endpoints-work',
      message: { en: /did not answer well before either/ },
    },
    {
      name: 'the drill was not made',
      evidence: evidenceWith(({ persistence }) => {
        persistence.recovery = null;
      }),
      verdict: 'blocked',
      by: 'persistence',
      message: { en: /not taken away/ },
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

function recovery(change: Partial<NonNullable<PersistenceEvidence['recovery']>>) {
  return evidenceWith(({ persistence }) => {
    if (persistence.recovery) Object.assign(persistence.recovery, change);
  });
}

function always(evidence: CompleteEvidence) {
  const web = evidence.resolve.services.find(({ name }) => name === 'web');
  if (web) web.restart = { policy: 'always', where: web.where };
  return evidence;
}
