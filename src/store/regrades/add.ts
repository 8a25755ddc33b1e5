import { DockgradeError } from '../../core/errors.ts';
import { PRIORITY } from '../../core/submission.ts';
import { inChunks } from '../chunks.ts';
import type { Regrade } from '../contract/regrades.ts';
import type { Result } from '../contract/submissions.ts';
import type { Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';
import { isTaken } from '../faults.ts';
import { addResults } from '../submissions/results.ts';
import { waitingRow } from '../submissions/row.ts';
import { regradeRow } from './row.ts';

/** Stores new results of stored runs. */
export async function addJudged(
  trx: Writer,
  regrade: Regrade,
  results: readonly { submission: string; result: Result }[],
): Promise<Regrade> {
  const added = await add(trx, { ...regrade, state: 'ready' });
  await addResults(
    trx,
    results.map(({ result }) => result),
  );
  for (const chunk of inChunks(results)) {
    const standing = await standingOf(trx, chunk);
    await trx
      .insertInto('regrade_items')
      .values(
        chunk.map(({ submission, result }) => ({
          regrade: regrade.id,
          submission,
          before_result: standing.get(submission)?.result ?? null,
          result: result.id,
        })),
      )
      .execute();
  }
  return added;
}

/** Accepts the submissions that run again. */
export async function addRuns(
  trx: Writer,
  regrade: Regrade,
  submissions: readonly { submission: string; run: string }[],
): Promise<Regrade> {
  const added = await add(trx, { ...regrade, state: 'running' });
  for (const chunk of inChunks(submissions)) {
    const standing = await standingOf(trx, chunk);
    const rows = chunk.map(({ submission, run }) => {
      const original = standing.get(submission);
      if (!original) throw new Error(`the store has no submission ${submission}`);
      const { person, assignment, repository, ref, commit_hash: commit } = original;
      return waitingRow({
        ...{ id: run, person, assignment, digest: regrade.digest, repository, ref, commit },
        source: 'regrade',
        regradeOf: submission,
        regrade: regrade.id,
        priority: PRIORITY.regrade,
        acceptedAt: regrade.createdAt,
      });
    });
    await trx.insertInto('submissions').values(rows).execute();
    await addStateEvents(
      trx,
      chunk.map(({ run }) => ({ id: run, state: 'waiting', tries: 0 })),
      regrade.createdAt,
    );
    await trx
      .insertInto('regrade_items')
      .values(
        chunk.map(({ submission, run }) => ({
          regrade: regrade.id,
          submission,
          run,
          before_result: standing.get(submission)?.result ?? null,
        })),
      )
      .execute();
  }
  return added;
}

async function add(trx: Writer, regrade: Regrade): Promise<Regrade> {
  try {
    await trx.insertInto('regrades').values(regradeRow(regrade)).execute();
    return regrade;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new DockgradeError('conflict', `A regrade of "${regrade.assignment}" is under way already.`, {
      cause: error,
      remedy: 'Publish or discard it first.',
      es: {
        message: `Ya hay una recalificación de "${regrade.assignment}" en curso.`,
        remedy: 'Primero publícala o descártala.',
      },
    });
  }
}

async function standingOf(trx: Writer, items: readonly { submission: string }[]) {
  const rows = await trx
    .selectFrom('submissions')
    .select(['id', 'person', 'assignment', 'repository', 'ref', 'commit_hash', 'result'])
    .where(
      'id',
      'in',
      items.map(({ submission }) => submission),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
