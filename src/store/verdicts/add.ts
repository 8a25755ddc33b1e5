import { inChunks } from '../chunks.ts';
import type { Result } from '../contract/submissions.ts';
import type { Reader } from '../database.ts';

/** What a class is counted by: of each line of these results only grader, verdict and points. */
export async function addVerdicts(trx: Reader, results: readonly Pick<Result, 'id' | 'lines'>[]): Promise<void> {
  const rows = results.flatMap(({ id, lines }) =>
    lines.map(({ grader, verdict, points }) => ({
      result: id,
      grader: grader.id,
      verdict: verdict.verdict,
      earned: points.earned,
      possible: points.possible,
    })),
  );
  for (const chunk of inChunks(rows)) await trx.insertInto('verdicts').values(chunk).execute();
}
