import freshVolumeIsEmpty from '../../graders/persistence/fresh-volume-is-empty.ts';
import type { CompleteEvidence } from '../../src/core/evidence/index.ts';
import { ended, goodEvidence, LOST, mount, REFUSED, rung, serviceNamed, VOLUME } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { causes, onLadder } from './ladder.ts';

const DEAD = { ...LOST, startedAgain: false };

testGrader(freshVolumeIsEmpty, {
  passes: [
    { name: 'the marker is gone and the stack works', evidence: goodEvidence(), message: /marker is gone/ },
    {
      name: 'it dies as at the first start, and works when it is started once more',
      evidence: onLadder('fresh', DEAD, diesAtFirst),
    },
  ],
  fails: [
    {
      name: 'the marker is still there',
      evidence: onLadder('fresh', rung()),
      verdict: 'fail',
      message: { en: /marker is still there/, es: /la marca sigue ahí/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the stack does not come up from nothing',
      evidence: onLadder('fresh', DEAD),
      verdict: 'fail',
      message: { en: /does not come up again/ },
    },
    {
      name: 'a folder of the repository is not emptied with the volumes',
      evidence: onLadder('fresh', rung(), (evidence) => {
        serviceNamed(evidence, 'db').mounts = [mount('bind', 'data', VOLUME.destination)];
        if (evidence.start.database) evidence.start.database.dataMount = { ...VOLUME, type: 'bind', name: 'data' };
      }),
      verdict: 'blocked',
      by: 'database-volume-declared',
      message: { en: /folder of the repository/ },
    },
    {
      name: 'it dies as it did at the first start',
      evidence: onLadder('fresh', { ...DEAD, application: 'not-asked', decidedBy: 'client' }, diesAtFirst),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /as it did at the first start/ },
    },
    {
      name: 'the application never answered anyway',
      evidence: onLadder('fresh', DEAD, ({ start }) => {
        for (const attempt of start.attempts) Object.assign(attempt, { ready: false, answer: REFUSED });
      }),
      verdict: 'blocked',
      by: 'app-responds',
      message: { en: /web does not answer/ },
    },
    ...causes('fresh'),
  ],
});

function diesAtFirst({ start }: CompleteEvidence) {
  const [good] = start.attempts;
  if (good) start.attempts = [{ ...good, ready: false, services: [ended('web', 1, 'boom')] }, good];
}
