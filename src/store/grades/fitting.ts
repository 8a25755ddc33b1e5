import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { GradeFilter } from '../contract/grades.ts';
import type { Tables } from '../tables.ts';
import { folded } from '../text.ts';

type Build = ExpressionBuilder<Tables, 'grades' | 'people'>;
type Condition = ExpressionWrapper<Tables, 'grades' | 'people', SqlBool>;

/** Verdicts that cost points. */
export const LOST = ['partial', 'fail', 'blocked'] as const;

/** Whether a name, an email or a GitHub login of `people` has this text in it, in any case and without accents. */
export function found(search: string) {
  return sql<boolean>`people.search like ${`%${folded(search).replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
}

/** Whether a row of `grades` fits. */
export function fits(eb: Build, only: GradeFilter): Condition {
  switch (only) {
    case 'late':
      return eb('grades.late_days', '>', 0);
    case 'overridden':
      return eb('grades.override_score', 'is not', null);
    case 'submitted':
      return handedIn(eb);
    case 'missing':
      return eb.not(handedIn(eb));
    case 'left':
      return eb.not(enrolled(eb));
  }
}

/** Whether the person of a row of `grades` is on the roster. */
export function enrolled({ exists, selectFrom }: Build): Condition {
  return exists(
    selectFrom('roster')
      .select('roster.person')
      .whereRef('roster.assignment', '=', 'grades.assignment')
      .whereRef('roster.person', '=', 'grades.person'),
  );
}

/** Whether what counts in a row of `grades` lost points to this grader, by its standing result. */
export function lostTo({ exists, selectFrom }: Build, grader: string): Condition {
  return exists(
    selectFrom('submissions')
      .innerJoin('verdicts', 'verdicts.result', 'submissions.result')
      .select('verdicts.grader')
      .whereRef('submissions.id', '=', 'grades.submission')
      .where('verdicts.grader', '=', grader)
      .where('verdicts.verdict', 'in', LOST)
      .where('verdicts.possible', '>', 0),
  );
}

function handedIn({ exists, selectFrom }: Build): Condition {
  return exists(
    selectFrom('submissions')
      .select('submissions.id')
      .whereRef('submissions.assignment', '=', 'grades.assignment')
      .whereRef('submissions.person', '=', 'grades.person')
      .where('submissions.source', '<>', 'regrade')
      .where('submissions.state', '<>', 'cancelled')
      .where(({ or, eb }) => or([eb('submissions.outcome', 'is', null), eb('submissions.outcome', '<>', 'error')])),
  );
}
