import appUsesDatabase from '../../graders/compose/app-uses-database.ts';
import type { CompleteEvidence, PersistenceEvidence } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, HTTP_OK, REFUSED, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

const nothingTold = { ready: HTTP_OK, read: null, write: null, degraded: null };

testGrader(appUsesDatabase, {
  passes: [
    { name: 'requests fail while the database is away', evidence: goodEvidence(), message: /With db stopped/ },
    {
      name: 'no request needs it, and a connection was seen',
      evidence: away(nothingTold),
      message: /web holds a connection to db/,
    },
    {
      name: 'a connection was seen right after the start, before an idle pool closed it',
      evidence: told(({ start }) => {
        start.connections = [{ from: 'web', to: 'db', port: 5432 }];
      }),
      message: /web holds a connection to db/,
    },
    {
      name: 'its output names the database that went away',
      evidence: told(({ persistence }) => {
        if (persistence.recovery) persistence.recovery.log = 'Error: connect ECONNREFUSED 172.20.0.2:5432';
      }),
      message: /web noticed that db was stopped/,
    },
    {
      name: 'its output speaks of a lost connection',
      evidence: told(({ persistence }) => {
        if (persistence.recovery)
          persistence.recovery.log = 'error: terminating connection due to administrator command';
      }),
      message: /web noticed that db was stopped/,
    },
    {
      name: 'it was restarted because its database went away',
      evidence: told(({ persistence }) => {
        if (persistence.recovery) persistence.recovery.restarted = true;
      }),
      message: /web ended when db was stopped/,
    },
    {
      name: 'the assignment asks for nothing by which it could be told',
      evidence: told(() => undefined),
      message: /could not be told .* because the assignment has no probes/,
    },
    {
      name: 'the assignment has no probes, and connections cannot be seen',
      evidence: told(({ start, probe }) => {
        start.connections = null;
        probe.connections = null;
      }),
      message: /could not be told/,
    },
  ],
  fails: [
    {
      name: 'it answers just as well without',
      evidence: away({ ready: HTTP_OK, read: HTTP_OK, write: HTTP_OK, degraded: false }),
      verdict: 'fail',
      message: { en: /web answers as if nothing had happened/, es: /web responde como si nada/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the endpoints fail with the database too',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence.persistence, { away: nothingTold });
        Object.assign(evidence.start, { connections: [] });
        evidence.probe.connections = [];
        for (const one of evidence.probe.probes) one.outcome = 'fail';
      }),
      verdict: 'blocked',
      by: 'endpoints-work',
      message: { en: /do not work with it either/ },
    },
    {
      name: 'no request of the assignment tells anything',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence.persistence, { away: null });
        Object.assign(evidence.start, { connections: null });
        Object.assign(evidence.probe, { connections: null });
      }),
      verdict: 'blocked',
      by: 'probe',
      message: { en: /Could not be told/ },
    },
    NO_DATABASE,
    {
      name: 'the database died',
      evidence: evidenceWith(({ start }) => {
        if (start.database) start.database.running = false;
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /db does not run/ },
    },
    {
      name: 'the application died',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence.probe.ready, { answer: REFUSED, ok: false });
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'boom'));
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web did not start/ },
    },
  ],
});

/** Nothing tells whether the database is used, but for what is changed. */
function told(change: (evidence: CompleteEvidence) => void) {
  return evidenceWith((evidence) => {
    Object.assign(evidence.persistence, { away: nothingTold });
    Object.assign(evidence.start, { connections: [] });
    Object.assign(evidence.probe, { connections: [], probes: [] });
    change(evidence);
  });
}

function away(seen: PersistenceEvidence['away']) {
  return evidenceWith(({ persistence }) => {
    persistence.away = seen;
  });
}
