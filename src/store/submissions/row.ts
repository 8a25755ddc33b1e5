import type { Insertable, Selectable } from 'kysely';
import type { Fault } from '../../core/run.ts';
import type { Submission } from '../../core/submission.ts';
import type { Tables } from '../tables.ts';

export type SubmissionRow = Selectable<Tables['submissions']>;

export function submissionOf(row: SubmissionRow): Submission {
  return {
    id: row.id,
    person: row.person,
    assignment: row.assignment,
    digest: row.digest,
    repository: row.repository,
    ref: row.ref,
    commit: row.commit_hash,
    source: row.source,
    regradeOf: row.regrade_of,
    regrade: row.regrade,
    priority: row.priority,
    state: row.state,
    cancelReason: row.cancel_reason,
    replacedBy: row.replaced_by,
    acceptedAt: row.accepted_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    tries: row.tries,
    outcome: row.outcome,
    fault: row.fault === null ? null : (JSON.parse(row.fault) as Fault),
    result: row.result,
  };
}

/** A new row, that waits. */
export function waitingRow(
  draft: Pick<Submission, 'id' | 'person' | 'assignment' | 'digest' | 'repository' | 'ref' | 'commit' | 'source'> &
    Pick<Submission, 'priority' | 'acceptedAt'> &
    Partial<Pick<Submission, 'regradeOf' | 'regrade'>>,
): Insertable<Tables['submissions']> {
  return {
    id: draft.id,
    person: draft.person,
    assignment: draft.assignment,
    digest: draft.digest,
    repository: draft.repository,
    repository_key: repositoryKey(draft.repository),
    ref: draft.ref,
    commit_hash: draft.commit,
    source: draft.source,
    regrade_of: draft.regradeOf ?? null,
    regrade: draft.regrade ?? null,
    priority: draft.priority,
    state: 'waiting',
    accepted_at: draft.acceptedAt,
    tries: 0,
  };
}

export function repositoryKey(repository: string): string {
  return repository.toLowerCase();
}
