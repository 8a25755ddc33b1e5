import type { Insertable } from 'kysely';
import type { ComputedGrade } from '../../core/grades.ts';
import { inChunks } from '../chunks.ts';
import type { GradeChange, StandingAttempt } from '../contract/grades.ts';
import type { Compute } from '../contract/submissions.ts';
import type { Writer } from '../database.ts';
import type { Tables } from '../tables.ts';
import { standingAttempts } from './attempts.ts';
import { studentsOf } from './listed.ts';

interface Cause extends Pick<GradeChange, 'at' | 'by' | 'kind'> {
  /** What made the change; null: the submission that counts now. */
  submission: string | null;
}

/** Computes the grades of those of these people who are students from what stands in the books now, and adds a line to the history of each. The caller holds their locks. */
export async function gradeAgain(
  trx: Writer,
  assignment: string,
  people: readonly string[],
  compute: Compute,
  cause: Cause,
): Promise<void> {
  const students = await studentsOf(trx, people);
  const attempts = Map.groupBy(await standingAttempts(trx, assignment, students), ({ person }) => person);
  for (const chunk of inChunks(students)) {
    const before = await scores(trx, assignment, chunk);
    const graded = chunk.map((person) => ({ person, ...gradeOf(compute, attempts.get(person) ?? []) }));
    await trx
      .insertInto('grades')
      .values(graded.map((grade) => rowOf(assignment, grade)))
      .onConflict((conflict) =>
        conflict.columns(['assignment', 'person']).doUpdateSet(({ ref, fn }) => ({
          submission: ref('excluded.submission'),
          result: ref('excluded.result'),
          score: ref('excluded.score'),
          possible: ref('excluded.possible'),
          late_days: ref('excluded.late_days'),
          penalty: ref('excluded.penalty'),
          attempts: ref('excluded.attempts'),
          submitted_at: ref('excluded.submitted_at'),
          final: fn.coalesce('grades.override_score', 'excluded.score'),
        })),
      )
      .execute();
    await trx
      .insertInto('grade_changes')
      .values(
        graded.map(({ person, score, submission }) => ({
          assignment,
          person,
          at: cause.at,
          by: cause.by,
          kind: cause.kind,
          before: before.get(person) ?? null,
          after: score,
          reason: null,
          submission: cause.submission ?? submission,
        })),
      )
      .execute();
  }
}

type Graded = ComputedGrade & { person: string; submittedAt: string | null; result: string | null };

function gradeOf(compute: Compute, attempts: readonly StandingAttempt[]): Omit<Graded, 'person'> {
  const grade = compute(attempts.map(({ person: _, result: __, digest: ___, ...attempt }) => attempt));
  const counts = attempts.find(({ submission }) => submission === grade.submission);
  return { ...grade, submittedAt: counts?.acceptedAt ?? null, result: counts?.result ?? null };
}

function rowOf(assignment: string, grade: Graded): Insertable<Tables['grades']> {
  const { person, submission, result, score, possible, lateDays, penalty, attempts, submittedAt } = grade;
  return {
    assignment,
    person,
    submission,
    result,
    score,
    possible,
    late_days: lateDays,
    penalty,
    attempts,
    submitted_at: submittedAt,
    final: score,
  };
}

async function scores(trx: Writer, assignment: string, people: readonly string[]): Promise<Map<string, number | null>> {
  const rows = await trx
    .selectFrom('grades')
    .select(['person', 'score'])
    .where('assignment', '=', assignment)
    .where('person', 'in', people)
    .execute();
  return new Map(rows.map(({ person, score }) => [person, score]));
}
