import outOfMemory from '../../../graders/diagnoses/out-of-memory.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild, stateNamed } from './evidence.ts';

testDiagnosis(outOfMemory, {
  found: [
    {
      name: 'the kernel ended it',
      evidence: died('web', '', (evidence) => {
        stateNamed(evidence, 'web').oomKilled = true;
      }),
      message: { en: /web took more memory than it may/ },
      remedy: /mem_limit/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'Node gave up',
      evidence: died('web', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'),
      message: { en: /Node in web/ },
      remedy: /development server/,
    },
    {
      name: 'a build was killed',
      evidence: failedBuild('#9 12.1 Killed', ({ build }) => {
        const [web] = build.builds;
        if (web?.failure) web.failure.exitCode = 137;
      }),
      message: { en: /build of web took more memory/ },
      remedy: /Start the built/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [
    {
      name: 'it was killed by a stop',
      evidence: died('web', 'Killed', (evidence) => {
        stateNamed(evidence, 'web').exitCode = 137;
      }),
    },
  ],
});
