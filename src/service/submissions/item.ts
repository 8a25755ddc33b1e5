import { lateness } from '../../core/grades.ts';
import { DRAFTS, type Submission } from '../../core/submission.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import type { AssignmentVersion } from '../../store/contract/assignments.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Result } from '../../store/contract/submissions.ts';
import type { Store } from '../../store/store.ts';
import { shownVersion } from './access.ts';

/** Submissions as lists show them; persons and assignments are read once each. */
export async function submissionItems(store: Store, submissions: readonly Submission[]): Promise<SubmissionItem[]> {
  const people = await each(
    submissions.map(({ person }) => person),
    (id) => store.people.person(id),
  );
  const versionOf = (submission: Submission) =>
    submission.assignment === DRAFTS ? submission.digest : submission.assignment;
  const examples = new Map(submissions.map((submission) => [versionOf(submission), submission]));
  const versions = await each([...examples.keys()], async (key) => {
    const submission = examples.get(key);
    return submission === undefined ? null : shownVersion(store, submission);
  });
  return Promise.all(
    submissions.map(async (submission) =>
      submissionItem(submission, {
        person: people.get(submission.person) ?? null,
        version: versions.get(versionOf(submission)) ?? null,
        result: submission.result === null ? null : await store.submissions.result(submission.result),
      }),
    ),
  );
}

/** @param around `version`: the one of `shownVersion`, by which lateness counts */
export function submissionItem(
  submission: Submission,
  around: { person: Person | null; version: AssignmentVersion | null; result: Result | null },
): SubmissionItem {
  const { person, version, result } = around;
  const { id, assignment, digest, repository, ref, commit, source, state, outcome } = submission;
  const { acceptedAt, startedAt, endedAt, cancelReason, replacedBy, fault } = submission;
  return {
    id,
    // A dry run is shown with what its draft is about.
    assignment: version?.assignment.id ?? assignment,
    digest,
    student: { id: submission.person, name: person?.name ?? '' },
    repository,
    ref,
    commit,
    source,
    state,
    outcome,
    acceptedAt,
    startedAt,
    endedAt,
    score: result && { earned: result.earned, possible: result.possible },
    lateDays: version && source !== 'dry-run' ? lateDays(version, acceptedAt) : 0,
    cancelReason,
    replacedBy,
    fault: fault && { code: fault.code, message: fault.message, remedy: fault.remedy },
  };
}

/** As the grade counts them: what was accepted before a deadline was moved forward is as late as is allowed. */
function lateDays({ assignment }: AssignmentVersion, at: string): number {
  return lateness(assignment, at)?.days ?? assignment.late?.days ?? 0;
}

async function each<Value>(ids: readonly string[], read: (id: string) => Promise<Value>): Promise<Map<string, Value>> {
  return new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, await read(id)] as const)));
}
