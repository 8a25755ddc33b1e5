import appUsesDatabase from '../../graders/compose/app-uses-database.ts';
import type { PersistenceEvidence } from '../../src/core/evidence/index.ts';
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
        evidence.probe.connections = [];
        for (const one of evidence.probe.probes) one.outcome = 'fail';
      }),
      verdict: 'blocked',
      by: 'endpoints-work',
      message: { en: /do not work with it either/ },
    },
    {
      name: 'nothing is known that needs it',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence.persistence, { away: null });
        Object.assign(evidence.probe, { connections: null, probes: [] });
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

function away(seen: PersistenceEvidence['away']) {
  return evidenceWith(({ persistence }) => {
    persistence.away = seen;
  });
}
