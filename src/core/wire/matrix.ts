import type { Outcome, State } from '../submission.ts';
import type { GradeQueryWire, GradeView } from './grades.ts';

/** What is asked of the table of students × assignments: `assignment.ID` sorts by what counts of that assignment. */
export interface MatrixQueryWire extends Pick<GradeQueryWire, 'search' | 'only' | 'order' | 'page' | 'perPage'> {
  sort: 'name' | 'email' | 'total' | `assignment.${string}`;
}

/** The newest submission of somebody, whatever becomes of it. */
export interface NewestView {
  submission: string;
  state: State;
  outcome: Outcome | null;
}

export interface MatrixColumn {
  id: string;
  title: string;
  /** Points of the current version. */
  possible: number;
}

export interface MatrixRowView {
  student: GradeView['student'];
  /** Whether on any roster still. */
  enrolled: boolean;
  /** Sum of what counts; null where nothing does yet. */
  earned: number | null;
  /** Sum over the assignments that the student is to hand in or has handed in. */
  possible: number;
  /** By the id of the assignment; one that the student has nothing to do with is not there. */
  grades: Map<string, GradeView & { newest: NewestView | null }>;
}

export interface MatrixView {
  assignments: MatrixColumn[];
  total: number;
  page: number;
  perPage: number;
  rows: MatrixRowView[];
}
