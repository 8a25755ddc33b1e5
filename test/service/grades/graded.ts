import { diagnoses, graders } from '../../../src/cli/registry.ts';
import type { Evidence } from '../../../src/core/evidence/index.ts';
import { newId } from '../../../src/core/job.ts';
import type { Submission } from '../../../src/core/submission.ts';
import { currentCompute, judged } from '../../../src/service/keeper/result.ts';
import type { Person } from '../../../src/store/contract/people.ts';
import type { Store } from '../../../src/store/store.ts';
import { evidenceWith, goodEvidence, LOST } from '../../graders/evidence.ts';
import { goodRun } from '../../support/runs.ts';

/** Two lines, so that a changed rubric moves points from one to the other. */
export const EVEN = 'id: homework\ntitle: Homework\nrubric: { image-builds: 50, database-survives-recreation: 50 }\n';
export const BUILDING =
  'id: homework\ntitle: Homework\nrubric: { image-builds: 80, database-survives-recreation: 20 }\n';

/** Passes both lines. */
export const both = goodEvidence;

/** Builds, and loses its data: 50 of `EVEN`, 80 of `BUILDING`. */
export const buildsOnly = () =>
  evidenceWith(({ persistence }) => {
    persistence.ladder.recreate = LOST;
  });

/** Does not build, and yet keeps its data: 50 of `EVEN`, 20 of `BUILDING`. */
export const keepsOnly = () =>
  evidenceWith(({ build }) => {
    for (const one of build.builds) one.outcome = 'failed';
  });

/** An attempt that was accepted and graded with these facts, all by the store's own methods. */
export async function graded(
  store: Store,
  person: Person,
  evidence: Evidence,
  { at = new Date().toISOString(), assignment = 'homework' }: { at?: string; assignment?: string } = {},
): Promise<string> {
  const version = await store.assignments.current(assignment);
  if (!version) throw new Error(`there is no assignment ${assignment}`);
  const id = newId();
  const accepted = await store.submissions.accept(
    {
      id,
      person: person.id,
      assignment,
      digest: version.assignment.digest,
      repository: `https://github.com/${person.id}/homework`,
      ref: null,
      commit: null,
      acceptedAt: at,
      source: 'hand-in',
    },
    { limit: null, idempotencyKey: null, requestDigest: id },
  );
  if (accepted.outcome !== 'accepted') throw new Error(`the attempt was not accepted: ${accepted.outcome}`);
  await store.submissions.dispatch();
  await finishRun(store, accepted.submission, evidence);
  return id;
}

/** Ends a submission that holds a slot, as the keeper does. */
export async function finishRun(store: Store, submission: Submission, evidence: Evidence): Promise<void> {
  const { id, assignment, digest } = submission;
  const version = await store.assignments.version(assignment, digest);
  if (!version) throw new Error('its version is missing');
  const run = goodRun({ ...submission, assignment: version.assignment }, id, evidence);
  const at = new Date().toISOString();
  await store.submissions.markRunning(id, at);
  const ending = await judged({ store, graders, diagnoses }, submission, { id, outcome: 'done', run, tries: 1 });
  const finished = await store.submissions.finish(id, ending, at, await currentCompute(store, assignment));
  if (!finished) throw new Error(`the submission ${id} had ended already`);
}
