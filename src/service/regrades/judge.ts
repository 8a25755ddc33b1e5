import { setImmediate } from 'node:timers/promises';
import type { Assignment } from '../../core/assignment/schema.ts';
import { DockgradeError } from '../../core/errors.ts';
import { newId } from '../../core/job.ts';
import { judge, score } from '../../core/judge.ts';
import type { Result, Submissions } from '../../store/contract/submissions.ts';
import type { ServiceDependencies } from '../service.ts';

/** Milliseconds of judging after which others get their turn. */
const TURN = 20;

/** Judges stored runs by a version of their assignment. `run`: the submission whose run stands for `submission` now. */
export async function judgeAgain(
  submissions: Pick<Submissions, 'run'>,
  items: readonly { submission: string; run: string }[],
  assignment: Assignment,
  { graders, diagnoses }: Pick<ServiceDependencies, 'graders' | 'diagnoses'>,
): Promise<{ submission: string; result: Result }[]> {
  const judged: { submission: string; result: Result }[] = [];
  let turnEnds = performance.now() + TURN;
  for (const { submission, run: runId } of items) {
    if (performance.now() > turnEnds) {
      await setImmediate();
      turnEnds = performance.now() + TURN;
    }
    const run = await submissions.run(runId);
    if (!run) throw new DockgradeError('internal', `The facts of the submission ${runId} are not in the store.`);
    const lines = judge(run.evidence, assignment.rubric, graders, diagnoses);
    const result = {
      id: newId(),
      submission: runId,
      assignment: assignment.id,
      digest: assignment.digest,
      lines,
      ...score(lines),
      createdAt: new Date().toISOString(),
    };
    judged.push({ submission, result });
  }
  return judged;
}
