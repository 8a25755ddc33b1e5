import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { GradeFilter } from '../contract/grades.ts';
import type { Tables } from '../tables.ts';
import { folded } from '../text.ts';

type Build = ExpressionBuilder<Tables, 'grades' | 'people'>;
type Condition = ExpressionWrapper<Tables, 'grades' | 'people', SqlBool>;

/** As in the indexes: they serve a query that has the same words, not one with parameters. */
const HANDED = sql.lit(1);
const NOT_HANDED = sql.lit(0);
const COST_POINTS = sql<SqlBool>`verdicts.verdict in ('partial', 'fail', 'blocked') and verdicts.possible > 0`;

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
      return eb('grades.handed_in', '=', HANDED);
    case 'missing':
      return eb('grades.handed_in', '=', NOT_HANDED);
    case 'left':
      return eb.not(enrolled(eb));
  }
}

/** Whether the person of a row of `grades` is on the roster. */
function enrolled({ exists, selectFrom }: Build): Condition {
  return exists(
    selectFrom('roster')
      .select('roster.person')
      .whereRef('roster.assignment', '=', 'grades.assignment')
      .whereRef('roster.person', '=', 'grades.person'),
  );
}

/** Whether what counts in a row of `grades` lost points to this grader, by its standing result. */
export function lostTo(eb: Build, grader: string): Condition {
  const lost = eb
    .selectFrom('verdicts')
    .select('verdicts.result')
    .where('verdicts.grader', '=', grader)
    .where(COST_POINTS);
  return eb('grades.result', 'in', lost);
}
