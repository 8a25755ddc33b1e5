import { setImmediate } from 'node:timers/promises';
import type { Assignment } from '../../core/assignment/schema.ts';
import { DockgradeError } from '../../core/errors.ts';
import { newId } from '../../core/job.ts';
import { judge, score } from '../../core/judge.ts';
import type { Result, Submissions } from '../../store/contract/submissions.ts';
import type { ServiceDependencies } from '../service.ts';

/** Milliseconds of judging after which others get their turn. */
const TURN = 20;

interface Judged {
  submission: string;
  result: Result;
}

type Judges = Pick<ServiceDependencies, 'graders' | 'diagnoses'>;

/** Judges stored runs by a version of their assignment. `run`: the submission whose run stands for `submission` now. */
export async function judgeAgain(
  submissions: Pick<Submissions, 'run'>,
  items: readonly { submission: string; run: string }[],
  assignment: Assignment,
  judges: Judges,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for await (const one of judging(submissions, items, assignment, judges)) judged.push(one);
  return judged;
}

/** The same one by one, for whoever keeps less than all of it. */
export async function* judging(
  submissions: Pick<Submissions, 'run'>,
  items: readonly { submission: string; run: string }[],
  assignment: Assignment,
  { graders, diagnoses }: Judges,
): AsyncGenerator<Judged> {
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
    yield { submission, result };
  }
}
