import { computeGrade } from '../../core/grades.ts';
import { newId } from '../../core/job.ts';
import { judge, score } from '../../core/judge.ts';
import { DRAFTS, type Submission } from '../../core/submission.ts';
import type { Ended } from '../../queue/queue.ts';
import type { Compute, Ending } from '../../store/contract/submissions.ts';
import type { Store } from '../../store/store.ts';
import type { ServiceDependencies } from '../service.ts';

/** The facts of a run, judged by the version that the submission was handed in for. */
export async function judged(
  { store, graders, diagnoses }: Pick<ServiceDependencies, 'store' | 'graders' | 'diagnoses'>,
  { id, assignment, digest, repository, ref }: Submission,
  { run, tries }: Extract<Ended, { outcome: 'done' }>,
): Promise<Ending> {
  const version = await store.assignments.version(assignment, digest);
  if (!version) throw new Error(`the store has no version ${digest} of the assignment ${assignment}`);
  const lines = judge(run.evidence, version.assignment.rubric, graders, diagnoses);
  // A try has an id of its own, and fetches a commit where one was asked for: the books speak of what was handed in.
  const submission = { ...run.submission, id, repository, ref };
  return {
    outcome: run.outcome,
    run: { ...run, submission },
    result: {
      id: newId(),
      submission: id,
      assignment,
      digest,
      lines,
      ...score(lines),
      createdAt: new Date().toISOString(),
    },
    tries,
  };
}

/** A fault of ours: that of the worker, or that its result could not be stored. */
export function errorEnding(ended: Ended): Ending {
  const { tries } = ended;
  if (ended.outcome === 'failed') return { outcome: 'error', fault: ended.fault, tries };
  const message = 'The result of the run could not be stored; the log of the service says why.';
  return { outcome: 'error', fault: { code: 'internal', message, remedy: 'Hand in again.' }, tries };
}

/** How grades of an assignment are computed: deadline and late policy are those of its current version. Dry runs make no grade. */
export async function currentCompute(store: Store, assignment: string): Promise<Compute> {
  const current = await store.assignments.current(assignment);
  if (!current && assignment !== DRAFTS) throw new Error(`the store has no assignment ${assignment}`);
  return (attempts) => computeGrade(current?.assignment ?? {}, attempts);
}
