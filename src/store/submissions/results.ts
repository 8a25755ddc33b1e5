import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import type { Insertable, Selectable } from 'kysely';
import type { Judgement } from '../../core/judge.ts';
import type { Run } from '../../core/run.ts';
import { inChunks } from '../chunks.ts';
import type { Result, Submissions } from '../contract/submissions.ts';
import type { Database, Writer } from '../database.ts';
import type { Tables } from '../tables.ts';
import { addVerdicts } from '../verdicts/add.ts';

const unzip = promisify(gunzip);

export function makeResults(database: Database): Pick<Submissions, 'result' | 'run' | 'results'> {
  return {
    result: (id) =>
      database.read(async (db) => {
        const row = await db.selectFrom('results').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? resultOf(row) : null;
      }),
    run: (submission) =>
      database.read(async (db) => {
        const row = await db.selectFrom('runs').select('data').where('submission', '=', submission).executeTakeFirst();
        return row ? (JSON.parse((await unzip(row.data)).toString('utf8')) as Run) : null;
      }),
    results: (submission) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('results')
          .selectAll()
          .where(({ or, eb, selectFrom }) =>
            or([
              eb('submission', '=', submission),
              eb('submission', 'in', selectFrom('submissions').select('id').where('regrade_of', '=', submission)),
            ]),
          )
          .orderBy('created_at')
          .orderBy('order')
          .execute();
        return rows.map(resultOf);
      }),
  };
}

/** Facts are kept once and rarely read: small is better than quick. */
export async function addRun(trx: Writer, submission: string, run: Run): Promise<void> {
  await trx
    .insertInto('runs')
    .values({ submission, data: gzipSync(JSON.stringify(run)) })
    .execute();
}

export async function addResults(trx: Writer, results: readonly Result[]): Promise<void> {
  for (const chunk of inChunks(results)) await trx.insertInto('results').values(chunk.map(rowOf)).execute();
  await addVerdicts(trx, results);
}

function rowOf({ lines, createdAt, ...result }: Result): Insertable<Tables['results']> {
  const { id, submission, assignment, digest, earned, possible } = result;
  return {
    id,
    submission,
    assignment,
    digest,
    lines: JSON.stringify(lines),
    earned,
    possible,
    created_at: createdAt,
  };
}

function resultOf({ order: _, lines, created_at, ...row }: Selectable<Tables['results']>): Result {
  return { ...row, lines: JSON.parse(lines) as Judgement[], createdAt: created_at };
}
