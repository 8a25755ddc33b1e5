import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Submission } from '../core/submission.ts';
import type { Verdict } from '../core/verdict.ts';
import type { StatusState } from './contract/github.ts';
import type { GradeChange } from './contract/grades.ts';
import type { Person, StoredToken } from './contract/people.ts';
import type { Regrade } from './contract/regrades.ts';

/**
 * The tables of both databases, as migrations/ makes them. Times are ISO 8601 text, flags 0 or 1, JSON is text.
 * `order` grows with each row of its table: it tells apart what has the same time.
 */
export interface Tables {
  people: {
    id: string;
    role: Person['role'];
    name: string;
    /** The name as it is sorted: `folded`. */
    sort_name: string;
    /** What a search looks through: name, email and GitHub login, `folded`. */
    search: string;
    email: string;
    github: string | null;
    created_at: string;
    /** When this person first came in; written by `markOpened` alone. */
    opened_at: Generated<string | null>;
  };
  tokens: {
    id: string;
    person: string;
    kind: StoredToken['kind'];
    hash: string;
    name: string;
    created_at: string;
    expires_at: string | null;
  };
  roster: { assignment: string; person: string };
  /** Which version of an assignment is current. */
  assignments: { id: string; digest: string };
  assignment_versions: {
    assignment: string;
    digest: string;
    number: number;
    source: string;
    definition: string;
    published_at: string;
    published_by: string;
  };
  submissions: {
    order: GeneratedAlways<number>;
    id: string;
    person: string;
    assignment: string;
    digest: string;
    repository: string;
    /** In lower case: the same repository, however it was typed. */
    repository_key: string;
    ref: string | null;
    commit_hash: string | null;
    source: Submission['source'];
    regrade_of: string | null;
    regrade: string | null;
    priority: Submission['priority'];
    state: Submission['state'];
    cancel_reason: Submission['cancelReason'];
    replaced_by: string | null;
    accepted_at: string;
    started_at: string | null;
    ended_at: string | null;
    tries: Generated<number>;
    outcome: Submission['outcome'];
    fault: string | null;
    result: string | null;
    /** Who holds a place in the queue: the person, or a regrade for itself. Unique. */
    slot: string | null;
  };
  /** `key`: digest of the key, which may be of any length. */
  idempotency_keys: { person: string; key: string; request_digest: string; submission: string };
  /** Gzip of the JSON of a `Run`. */
  runs: { submission: string; data: Buffer };
  results: {
    order: GeneratedAlways<number>;
    id: string;
    submission: string;
    assignment: string;
    digest: string;
    lines: string;
    earned: number;
    possible: number;
    created_at: string;
  };
  /** The lines of a result as far as a class is counted by them: made with it, never changed. */
  verdicts: {
    result: string;
    grader: string;
    verdict: Verdict['verdict'];
    earned: number;
    possible: number;
  };
  /** `run`, `run_index`: the try that told it, and its place in what that try has told; null for a state. */
  events: { submission: string; seq: number; run: string | null; run_index: number | null; event: string };
  grades: {
    assignment: string;
    person: string;
    submission: string | null;
    score: number | null;
    possible: number | null;
    late_days: Generated<number>;
    penalty: Generated<number>;
    attempts: Generated<number>;
    submitted_at: string | null;
    override_score: number | null;
    override_reason: string | null;
    override_by: string | null;
    override_at: string | null;
    /** The override, else the score. */
    final: number | null;
    /** 1 or 0; written by `markHandedIn` alone. */
    handed_in: Generated<number>;
    /** The standing result of `submission`. */
    result: Generated<string | null>;
  };
  grade_changes: {
    order: GeneratedAlways<number>;
    assignment: string;
    person: string;
    at: string;
    by: string | null;
    kind: GradeChange['kind'];
    before: number | null;
    after: number | null;
    reason: string | null;
    submission: string | null;
  };
  regrades: {
    order: GeneratedAlways<number>;
    id: string;
    assignment: string;
    digest: string;
    mode: Regrade['mode'];
    publish_when_ready: number;
    state: Regrade['state'];
    created_at: string;
    created_by: string;
    ended_at: string | null;
  };
  regrade_items: {
    regrade: string;
    submission: string;
    /** The submission that runs again, in mode `run`. */
    run: string | null;
    before_result: string | null;
    /** The new result, in mode `judge`; in mode `run` it is the result of `run`. */
    result: string | null;
  };
  github_deliveries: { id: string; at: string };
  github_repositories: { repository: string; github_id: number };
  github_pushes: { repository: string; ref: string; pushed_at: string };
  github_statuses: {
    submission: string;
    id: string;
    repository: string;
    commit_hash: string;
    state: StatusState;
    earned: number | null;
    possible: number | null;
    tries: ColumnType<number, number | undefined, number>;
    /** Null: given up. */
    due_at: string | null;
    /** The status that a process is sending at this moment; a newer one waits for it. */
    leased: string | null;
    message: string | null;
  };
}
