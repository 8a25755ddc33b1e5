import type { Attempt, ComputedGrade } from '../../core/grades.ts';
import type { Outcome, State } from '../../core/submission.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Person } from './people.ts';

/** A score that a teacher set by hand. It stands until it is taken away; the computed score goes on beside it. */
export interface Override {
  score: number;
  reason: string;
  by: string;
  at: string;
}

/** One row of the grade table: everyone of the roster, and every student who handed in. What teachers hand in is on trial, and in no table. */
export interface GradeRow extends ComputedGrade {
  person: Pick<Person, 'id' | 'name' | 'email' | 'github'>;
  override: Override | null;
  /** What counts: the override, else the computed score. */
  final: number | null;
  /** When the submission that counts was accepted. */
  submittedAt: string | null;
  /** False: handed in, or has a score set by hand, and has left the roster since. */
  enrolled: boolean;
}

/** The newest submission of a person for an assignment that is no regrade, whatever becomes of it. */
export interface Newest {
  assignment: string;
  person: string;
  submission: string;
  state: State;
  outcome: Outcome | null;
}

/** An attempt with the result that stands for it now, and the version that this result judges by. */
export interface StandingAttempt extends Attempt {
  person: string;
  /** Id of the result that stands. */
  result: string;
  digest: string;
}

export type GradeFilter = 'submitted' | 'missing' | 'late' | 'overridden' | 'left';

export const GRADE_SORTS = ['name', 'email', 'score', 'attempts', 'submitted'] as const;

export interface GradeQuery {
  /** Part of a name, an email or a GitHub login, in any case. */
  search?: string;
  /** Only who handed in (`submitted`), who did not or came to nothing by a fault (`missing`), who was late, whose score was set by hand, who has left the roster. */
  only?: GradeFilter;
  /** A grader: only those whose submission that counts lost points to it. */
  lost?: string;
  sort: (typeof GRADE_SORTS)[number];
  descending: boolean;
  /** From 0. */
  offset: number;
  limit: number;
}

/** `assignment` sorts by what counts of it, `total` by the sum of what counts. */
export type MatrixSort = 'name' | 'email' | 'total' | { assignment: string };

export interface MatrixQuery extends Pick<GradeQuery, 'search' | 'only' | 'descending' | 'offset' | 'limit'> {
  /** `only` asks whether it is so in any assignment. */
  sort: MatrixSort;
}

/** One person with a row in the grade table of any assignment. */
export interface MatrixRow {
  person: GradeRow['person'];
  /** One for each assignment in whose grade table the person has a row. */
  grades: (GradeRow & { assignment: string })[];
}

export interface GradeStatistics {
  /** How many have a row in the grade table. */
  people: number;
  /** Who handed in and whose submission did not come to nothing by a fault. */
  submitted: number;
  late: number;
  /** How many have which final score; ascending. */
  scores: { score: number; people: number }[];
  /** Of the standing results of submissions that count: how many of which verdict, for the graders that give points. */
  verdicts: { grader: string; verdict: Verdict['verdict']; people: number; earned: number; possible: number }[];
}

/** One line of the history of a grade. */
export interface GradeChange {
  at: string;
  /** Null: dockgrade itself, at the end of a submission. */
  by: string | null;
  kind: 'graded' | 'regraded' | 'override' | 'override-removed';
  before: number | null;
  after: number | null;
  reason: string | null;
  submission: string | null;
}

/** Grades are kept, not computed at each look: ten thousand rows must come at once. `Submissions.finish` and `Regrades.publish` write them. */
export interface Grades {
  rows(assignment: string, query: GradeQuery): Promise<{ rows: GradeRow[]; total: number }>;
  row(assignment: string, person: string): Promise<GradeRow | null>;
  /** Of these people, and this assignment or all, the newest submission of each. */
  newest(people: readonly string[], assignment?: string): Promise<Newest[]>;
  /** One page of people, with their grades of all assignments. */
  matrix(query: MatrixQuery): Promise<{ rows: MatrixRow[]; total: number }>;
  /** How a class did, over the submissions that count. */
  statistics(assignment: string): Promise<GradeStatistics>;
  /** What the grades of an assignment are computed from: of everyone, or of one person, every attempt with a result. Oldest first. */
  attempts(assignment: string, person?: string): Promise<StandingAttempt[]>;
  /** Null takes the override away. Recorded in the history, in the same transaction. */
  setOverride(
    assignment: string,
    person: string,
    override: Override | null,
    change: { by: string; at: string; reason: string | null },
  ): Promise<GradeRow>;
  /** Oldest first. */
  history(assignment: string, person: string): Promise<GradeChange[]>;
  /** The lines with exactly this time of everyone's history: what publishing a regrade did. */
  changesAt(assignment: string, at: string): Promise<(GradeChange & { person: string })[]>;
}
