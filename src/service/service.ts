import type { Diagnosis } from '../core/diagnosis.ts';
import type { Grader } from '../core/grader.ts';
import type { Rubric } from '../core/judge.ts';
import type { Log } from '../core/log.ts';
import type { LookAtRepository, RepositoryCheck } from '../core/look.ts';
import type { Leftovers } from '../core/report/schema.ts';
import type { RosterCheck, RosterPage } from '../core/roster.ts';
import type { StageName } from '../core/stages.ts';
import type { Outcome } from '../core/submission.ts';
import type { Lang } from '../core/text.ts';
import type { AssignmentItem, AssignmentView, Published } from '../core/wire/assignment.ts';
import type {
  GradeHistory,
  GradeQueryWire,
  GradeTable,
  GradeView,
  RegradeItem,
  RegradeRequest,
  RegradeView,
} from '../core/wire/grades.ts';
import type { MatrixQueryWire, MatrixRowView, MatrixView, NewestView } from '../core/wire/matrix.ts';
import type { PersonView, RosterView } from '../core/wire/people.ts';
import type { StatisticsView } from '../core/wire/statistics.ts';
import type { BadgeView, Outlook, SubmissionItem, SubmissionView, SubmitRequest } from '../core/wire/submission.ts';
import type { Queue } from '../queue/queue.ts';
import type { StoredEvent } from '../store/contract/events.ts';
import type { Person } from '../store/contract/people.ts';
import type { Store } from '../store/store.ts';
import type { EditorService } from './editor/contract.ts';
import type { OperationsService } from './operations/contract.ts';

/** What the service is made of. Graders come as an argument: the service judges the facts that workers give back. */
export interface ServiceDependencies {
  store: Store;
  queue: Queue;
  /** In the order of the report. */
  graders: readonly Grader[];
  diagnoses: readonly Diagnosis[];
  defaultRubric: Rubric;
  /** Hosts, with a port where it is not 443, whose repositories are taken. */
  gitHosts: readonly string[];
  /** What looks at a repository before it is handed in; it has limits of its own for time and size. */
  lookAtRepository: LookAtRepository;
  /** Address of the service as its users write it, without a slash at the end. */
  url: string;
  log: Log;
}

/**
 * The rules between the doors (API, webhook, command line) and the books: who may do what, what is accepted, what follows from it. A door parses its input
 * and calls one of these; it never touches store or queue itself. `viewer` is who asks: what belongs to somebody else is `not-found`, what only teachers may
 * do is `not-allowed`. Throws `DockgradeError` with the codes of `src/core/errors.ts`.
 */
export interface Service {
  readonly submissions: SubmissionService;
  readonly assignments: AssignmentService;
  readonly grades: GradeService;
  readonly people: PeopleService;
  readonly editor: EditorService;
  readonly operations: OperationsService;
  readonly keeper: Keeper;
}

export interface SubmissionService {
  /**
   * Stored before anything else happens, then put into the queue; when Redis is away it waits in the store and the answer is the same.
   * Deadline and attempts bind students; a teacher may hand in for one beyond them.
   * `not-found` (assignment), `deadline-over`, `no-attempts-left`, `repository-not-allowed`, `ref-unknown`, `request-invalid`, `conflict` (the key belongs to another request).
   */
  submit(
    viewer: Person,
    request: SubmitRequest,
    idempotencyKey: string | null,
  ): Promise<{ view: SubmissionView; repeated: boolean }>;
  /**
   * A push to the repository of an enrolment. `repeated`: this commit waits, runs, or was the last one graded, so nothing was handed in; also
   * when several ask at once. `ignored` where nothing is taken any more (deadline, attempts, no longer on the roster): a webhook has nobody to tell.
   */
  submitPush(enrolment: {
    person: string;
    assignment: string;
    repository: string;
    ref: string | null;
    commit: string;
  }): Promise<
    { submission: string; repeated: boolean } | { ignored: 'not-enrolled' | 'deadline-over' | 'no-attempts-left' }
  >;
  /** A folder of this machine, for the bundled example: never reachable from a door. */
  submitFolder(person: Person, assignment: string, folder: string): Promise<string>;
  resubmit(
    viewer: Person,
    id: string,
    sameCommit: boolean,
    idempotencyKey: string | null,
  ): Promise<{ view: SubmissionView; repeated: boolean }>;
  get(viewer: Person, id: string, lang: Lang): Promise<SubmissionView>;
  /**
   * Looks at a repository as it would be handed in for this assignment; nothing is stored. What was seen is believed for a short time, few are looked at
   * at once, and a newer question of the same person ends their last one. `not-found` (assignment).
   */
  check(
    viewer: Person,
    request: { assignment: string; repository: string; ref?: string | undefined },
    lang: Lang,
  ): Promise<RepositoryCheck>;
  /** For whoever knows the id, signed in or not: the newest result of this person with this repository for this assignment. `not-found`. */
  badge(id: string): Promise<BadgeView>;
  list(
    viewer: Person,
    query: { assignment?: string; state?: SubmissionView['state']; student?: string; after?: string; limit: number },
  ): Promise<{ submissions: SubmissionItem[]; next: string | null }>;
  /** For teachers: the repositories that a student handed in for an assignment and others handed in too, with who they are. */
  shared(
    viewer: Person,
    assignment: string,
    student: string,
  ): Promise<{ repository: string; others: { id: string; name: string }[] }[]>;
  cancel(viewer: Person, id: string): Promise<SubmissionView>;
  /** Cheap enough to be asked every few seconds by everybody who waits. */
  outlook(viewer: Person, id: string): Promise<Outlook>;
  /** Every stored event so far. */
  events(viewer: Person, id: string): Promise<StoredEvent[]>;
  /** Stored events after `seq`, then each new one as it comes. Ends after the event with which the submission ends, or when `signal` aborts. */
  watch(viewer: Person, id: string, seq: number, signal: AbortSignal): Promise<AsyncIterable<StoredEvent>>;
}

export interface AssignmentService {
  /** Students see those whose roster they are on. */
  list(viewer: Person, lang: Lang): Promise<AssignmentItem[]>;
  /** For teachers: what `list` shows a student. `not-found` (student). */
  listOf(viewer: Person, student: string, lang: Lang): Promise<AssignmentItem[]>;
  get(viewer: Person, id: string, lang: Lang): Promise<AssignmentView>;
  /**
   * `assignment-invalid` with every mistake; the id in the file must be `id`.
   * @param from digest of the version that the file was made from, null for none: `conflict` when another one is current by now
   */
  publish(
    viewer: Person,
    id: string,
    source: Uint8Array | string,
    lang: Lang,
    from?: string | null,
  ): Promise<Published>;
  /** CSV with the columns name, email, github (github may be missing or empty), with a header row. `roster-invalid` with line and column. */
  /** `checked`: of `checkRoster`; `conflict` where the books, or the file, are not those that were checked. Without it the file is stored as it is. */
  setRoster(viewer: Person, id: string, csv: Uint8Array | string, checked?: string): Promise<RosterView>;
  /** What `setRoster` would do with this file; mistakes are part of the answer, and nothing is stored. */
  checkRoster(viewer: Person, id: string, csv: Uint8Array | string): Promise<RosterCheck>;
  roster(viewer: Person, id: string): Promise<PersonView[]>;
  /** `search`: part of a name, an email or a login. */
  rosterPage(
    viewer: Person,
    id: string,
    query: { search?: string | undefined; page: number; perPage: number },
  ): Promise<RosterPage>;
}

export interface GradeService {
  table(viewer: Person, assignment: string, query: GradeQueryWire): Promise<GradeTable>;
  /** The newest submission of each of these students, by the student's id. */
  newest(viewer: Person, assignment: string, students: readonly string[]): Promise<Map<string, NewestView>>;
  /** Students × assignments: everyone of any roster, and every student who handed in. */
  matrix(viewer: Person, query: MatrixQueryWire, lang: Lang): Promise<MatrixView>;
  /** Every row that fits, for a CSV file, after the columns: the assignments. */
  wholeMatrix(
    viewer: Person,
    query: MatrixQueryWire,
    lang: Lang,
  ): Promise<{ assignments: MatrixView['assignments']; rows: AsyncIterable<MatrixRowView> }>;
  /** How a class did, over the submissions that count. */
  statistics(viewer: Person, assignment: string, lang: Lang): Promise<StatisticsView>;
  /** Every row that fits, for a CSV file. */
  all(viewer: Person, assignment: string, query: GradeQueryWire): AsyncIterable<GradeView>;
  history(viewer: Person, assignment: string, student: string): Promise<GradeHistory>;
  /** Up to twice the possible points: room for a bonus, and none for a decimal point that slipped. `request-invalid` beyond. */
  override(
    viewer: Person,
    assignment: string,
    student: string,
    change: { score: number | null; reason: string },
  ): Promise<GradeView>;
  regrade(viewer: Person, assignment: string, request: RegradeRequest): Promise<RegradeView>;
  regrades(viewer: Person, assignment: string): Promise<RegradeView[]>;
  /** All of them and one of them, told without what they do to grades: for lists, and for who watches one. */
  regradeItems(viewer: Person, assignment: string): Promise<RegradeItem[]>;
  regradeItem(viewer: Person, assignment: string, regrade: string): Promise<RegradeItem>;
  regradeView(viewer: Person, assignment: string, regrade: string): Promise<RegradeView>;
  publish(viewer: Person, assignment: string, regrade: string): Promise<RegradeView>;
  discard(viewer: Person, assignment: string, regrade: string): Promise<RegradeView>;
}

export interface PeopleService {
  /** The person of a token in the clear, and the id of the token; null for one that is unknown or has expired. */
  byToken(token: string): Promise<{ person: Person; token: string; kind: 'link' | 'session' | 'bearer' } | null>;
  /** A session for a browser, by the token of a link, or for the person of a GitHub login; null where there is none. */
  startSession(
    by: { link: string } | { github: string },
  ): Promise<{ token: string; expiresAt: string; person: Person } | null>;
  endSession(token: string): Promise<void>;
  addToken(
    viewer: Person,
    request: { name: string; days?: number | undefined },
  ): Promise<{ id: string; token: string; expiresAt: string | null }>;
  tokens(
    viewer: Person,
  ): Promise<
    { id: string; kind: 'link' | 'session' | 'bearer'; name: string; createdAt: string; expiresAt: string | null }[]
  >;
  removeToken(viewer: Person, id: string): Promise<void>;
  addTeacher(viewer: Person, request: { name: string; email: string }): Promise<PersonView & { link: string }>;
  /** A new personal link for a student (or oneself); the old ones no longer work. */
  renewLink(viewer: Person, person: string): Promise<{ link: string }>;
  /** The teacher of this machine, with a link that holds `token`; for the start of the service. Safe to repeat. */
  ensureTeacher(token: string): Promise<{ person: Person; link: string }>;
}

/** A submission that finished, as the process tells that wrote it into the books: what figures are made of. */
export interface Finished {
  submission: string;
  assignment: string;
  outcome: Outcome;
  /** How often a worker began with it: more than one is a retry. */
  tries: number;
  /** From being accepted to the last start. */
  waitedSeconds: number;
  /** From the last start to the end. */
  seconds: number;
  /** The stages that ran; none for an `error`. */
  stages: { stage: StageName; seconds: number }[];
  /** What the run could not remove; null for an `error`. */
  leftovers: Leftovers | null;
  /** The code of an `error`; null otherwise. */
  fault: string | null;
}

/** Keeps store and queue in step. One per process that has a store; several at once do no harm. */
export interface Keeper {
  /** Begins to listen to the queue and to look around every few seconds. */
  start(): void;
  /** One look at everything: ended jobs into the books, lost ones back into the queue, slots to those who wait, leftovers out of the queue. */
  reconcile(): Promise<void>;
  /** When the last look ended well; null before the first. */
  readonly lastRound: string | null;
  /** Hears of every submission that this process brings to its end, once and after it is in the books. Returns what ends it. */
  onFinished(listener: (finished: Finished) => void): () => void;
  /** Waits for the round that goes on. The queue and the store stay open. */
  close(): Promise<void>;
}
