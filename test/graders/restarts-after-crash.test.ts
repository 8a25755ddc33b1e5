import restartsAfterCrash from '../../graders/compose/restarts-after-crash.ts';
import type { CrashDrill } from '../../src/core/evidence/index.ts';
import { notMadeRows } from './drill-rows.ts';
import { evidenceWith, goodEvidence, REFUSED } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(restartsAfterCrash, {
  passes: [
    { name: 'its policy brought it back', evidence: goodEvidence(), message: /brought it back: web/ },
    { name: 'nobody asks it over HTTP', evidence: crash({ answer: null, answersAgain: null }) },
  ],
  fails: [
    {
      name: 'it has no policy',
      evidence: crash({ policy: 'no', cameBack: false, answer: REFUSED, answersAgain: false }),
      verdict: 'fail',
      message: { en: /nothing brought it back \(restart policy: `no`\)/, es: /nada lo levantó/ },
      remedy: /web:\n {4}restart: unless-stopped/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'it runs again and does not answer',
      evidence: crash({ answer: REFUSED, answersAgain: false }),
      verdict: 'fail',
      message: { en: /does not answer any more/ },
      remedy: /lock or PID file/,
    },
    ...notMadeRows('crash', 'crashes'),
  ],
});

function crash(change: Partial<CrashDrill>) {
  return evidenceWith(({ drills }) => {
    for (const one of drills.crashes ?? []) Object.assign(one, change);
  });
}
