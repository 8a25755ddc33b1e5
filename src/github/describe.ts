import type { Submission } from '../core/submission.ts';
import type { PendingStatus, StatusState } from '../store/contract/github.ts';

const LONGEST = 140;

/**
 * What GitHub shows beside a commit. Green means that it was graded, whatever the score: dockgrade knows no pass mark, and the score stands beside
 * it. Red means that there are no points: refused, or a score of zero. `error` is ours and says nothing about the commit.
 */
export function describe(
  { state, earned, possible }: Pick<PendingStatus, 'state' | 'earned' | 'possible'>,
  submission: Pick<Submission, 'outcome' | 'state' | 'cancelReason'>,
): { state: StatusState; description: string } {
  const score = earned === null || possible === null ? null : `Score ${earned} / ${possible}`;
  if (submission.state === 'cancelled') {
    const replaced = submission.cancelReason === 'replaced';
    return {
      state: 'error',
      description: replaced ? 'Not graded: a newer submission took its place' : 'Not graded: cancelled',
    };
  }
  if (state === 'pending') return { state, description: 'Handed in: the score comes here' };
  if (state === 'error') return { state, description: 'Not graded: a fault of the grader, no attempt was spent' };
  if (submission.outcome === 'refused') {
    return { state: 'failure', description: short(['Refused: the Compose file may not run', score]) };
  }
  return { state: earned === 0 ? 'failure' : state, description: short([score ?? 'Graded']) };
}

function short(parts: (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .join('. ')
    .slice(0, LONGEST);
}
