import type { GRADE_FILTERS } from './grades.ts';

export type GradeFilter = (typeof GRADE_FILTERS)[number];

/** What a page of grades shows: the part of its address behind the question mark. */
export interface GradePageQuery {
  search?: string | undefined;
  only?: GradeFilter | undefined;
  /** A grader. */
  lost?: string | undefined;
  sort: string;
  order: 'asc' | 'desc';
  page: number;
}
