import type { Submission } from '../../core/submission.ts';
import type { Ending } from '../../store/contract/submissions.ts';
import type { Finished } from '../service.ts';

/** @param times `since`: when it began as far as the run tells, where the store did not know yet; `now`: its end. Milliseconds */
export function finishedFigures(
  { id, assignment, acceptedAt, startedAt }: Submission,
  ending: Ending,
  { since, now }: { since: number; now: number },
): Finished {
  const began = startedAt === null ? since : Date.parse(startedAt);
  const about = {
    submission: id,
    assignment,
    outcome: ending.outcome,
    tries: ending.tries,
    waitedSeconds: Math.max(0, began - Date.parse(acceptedAt)) / 1000,
    seconds: Math.max(0, now - began) / 1000,
  };
  if (ending.outcome === 'error') return { ...about, stages: [], leftovers: null, fault: ending.fault.code };
  const { stages, leftovers } = ending.run;
  return {
    ...about,
    stages: stages.filter(({ outcome }) => outcome !== 'skipped').map(({ stage, seconds }) => ({ stage, seconds })),
    leftovers,
    fault: null,
  };
}
