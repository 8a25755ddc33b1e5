import { inChunks } from '../chunks.ts';
import type { StandingAttempt } from '../contract/grades.ts';
import type { Reader } from '../database.ts';

/** Of these people, or of everyone, every attempt with the result that stands for it. Oldest first. */
export async function standingAttempts(
  db: Reader,
  assignment: string,
  people?: readonly string[],
): Promise<StandingAttempt[]> {
  const all = db
    .selectFrom('submissions')
    .innerJoin('results', 'results.id', 'submissions.result')
    .select([
      'submissions.id as submission',
      'submissions.accepted_at as acceptedAt',
      'submissions.outcome',
      'submissions.person',
      'results.id as result',
      'results.digest',
      'results.earned',
      'results.possible',
    ])
    .where('submissions.assignment', '=', assignment)
    .where('submissions.source', '<>', 'regrade')
    .where('submissions.outcome', 'in', ['graded', 'refused'])
    .orderBy('submissions.accepted_at')
    .orderBy('submissions.order')
    .$narrowType<{ outcome: StandingAttempt['outcome'] }>();
  if (people === undefined) return all.execute();
  const found = [];
  for (const chunk of inChunks(people)) found.push(...(await all.where('submissions.person', 'in', chunk).execute()));
  return found;
}
