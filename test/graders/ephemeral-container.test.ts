import ephemeralContainer from '../../graders/image/ephemeral-container.ts';
import type { ReplaceDrill } from '../../src/core/evidence/index.ts';
import { notMadeRows } from './drill-rows.ts';
import { evidenceWith, goodEvidence, LOST, REFUSED, rung } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { inMemory } from './ladder.ts';

testGrader(ephemeralContainer, {
  passes: [
    { name: 'all is as before', evidence: goodEvidence(), message: /container of web was replaced/ },
    { name: 'there is no database', evidence: replaced({ rung: null }) },
    { name: 'nobody could look for the marker', evidence: replaced({ rung: rung({ found: null }) }) },
    { name: 'a marker that was never there', evidence: replaced({ rung: { ...LOST, written: false } }) },
  ],
  fails: [
    {
      name: 'it does not come up again',
      evidence: replaced({ ready: false, after: REFUSED }),
      verdict: 'fail',
      message: { en: /web did not come up again/, es: /no volvió a arrancar/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the data was in the container',
      evidence: replaced({ rung: LOST }),
      verdict: 'fail',
      message: { en: /is gone with the old container of web/ },
      remedy: /in the database instead of/,
    },
    {
      name: 'its start drops the tables',
      evidence: replaced({ rung: { ...LOST, client: 'found' } }),
      verdict: 'fail',
      message: { en: /drops or re-creates the tables/ },
    },
    {
      name: 'the data was in its memory, and the tables are still there',
      evidence: evidenceWith((evidence) => {
        inMemory(evidence);
        if (evidence.drills.replace) evidence.drills.replace.rung = { ...LOST, client: 'found' };
      }),
      verdict: 'fail',
      message: { en: /is gone with the old container of web/ },
    },
    ...notMadeRows('replace', 'replace'),
  ],
});

function replaced(change: Partial<ReplaceDrill>) {
  return evidenceWith(({ drills }) => {
    if (drills.replace) Object.assign(drills.replace, change);
  });
}
