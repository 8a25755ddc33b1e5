import endpointsWork from '../../graders/compose/endpoints-work.ts';
import type { ProbeResult } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, goodEvidence, HTTP_OK, REFUSED, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(endpointsWork, {
  passes: [
    { name: 'every probe passes', evidence: goodEvidence(), message: /All 2 requests/ },
    {
      name: 'the assignment has no probes, and the application answers',
      evidence: evidenceWith(({ probe }) => {
        probe.probes = [];
      }),
      message: /names no requests/,
    },
  ],
  fails: [
    {
      name: 'one of two probes fails',
      evidence: outcomes('pass', 'fail'),
      verdict: 'partial',
      share: 0.5,
      message: { en: /1 of 2 requests work.*"list the users" \(GET \/users\)/, es: /Funcionan 1 de 2/ },
    },
    { name: 'all fail', evidence: outcomes('fail', 'fail'), verdict: 'fail', message: { en: /0 of 2/ } },
    {
      name: 'a probe that was skipped did not pass',
      evidence: outcomes('fail', 'skipped'),
      verdict: 'fail',
      message: { en: /0 of 2.*"create a user"/ },
    },
    {
      name: 'the log tells that the database cannot be reached',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence, outcomes('fail', 'fail'));
        stateNamed(evidence, 'web').log = 'Error: getaddrinfo ENOTFOUND postgres';
      }),
      verdict: 'fail',
      message: { en: /cannot reach its database: it tries the host `postgres`/, es: /no llega a su base de datos/ },
    },
    {
      name: 'the database does not run',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence, outcomes('fail', 'fail'));
        if (evidence.start.database) evidence.start.database.running = false;
      }),
      verdict: 'fail',
      message: { en: /database service db does not run/ },
    },
    {
      name: 'the application refuses every connection',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence, outcomes('fail', 'fail'));
        for (const one of evidence.probe.probes) one.answer = REFUSED;
        Object.assign(evidence.probe.ready, { answer: REFUSED, ok: false });
      }),
      verdict: 'blocked',
      by: 'app-responds',
      message: { en: /web does not answer/ },
    },
    {
      name: 'the application is in a crash loop',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence.probe, { probes: [], ready: { path: '/', answer: REFUSED, ok: false } });
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'boom'));
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web did not start/ },
    },
  ],
});

function outcomes(...wanted: ProbeResult['outcome'][]) {
  return evidenceWith(({ probe }) => {
    for (const [index, one] of probe.probes.entries()) {
      one.outcome = wanted[index] ?? 'pass';
      if (one.outcome === 'pass') continue;
      one.answer = one.outcome === 'skipped' ? null : { ...HTTP_OK, status: 500, body: 'Internal Server Error' };
      one.actual =
        one.outcome === 'skipped' ? { en: 'not asked', es: 'no se preguntó' } : { en: 'status 500', es: 'estado 500' };
    }
  });
}
