import { sql } from 'kysely';
import type { Operations } from './contract/operations.ts';
import type { Database, Reader } from './database.ts';
import { failures } from './operations/failures.ts';
import { stageSeconds } from './operations/stage-seconds.ts';
import { submissionOf } from './submissions/row.ts';

export function makeOperations({ kind, read }: Database): Operations {
  return {
    waiting: (limit) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('submissions')
          .selectAll()
          .where('state', '=', 'waiting')
          .orderBy('priority')
          .orderBy('accepted_at')
          .orderBy('order')
          .limit(limit)
          .execute();
        return rows.map(submissionOf);
      }),
    backlog: () =>
      read((db) =>
        db
          .selectFrom('submissions')
          .select(({ fn }) => ['assignment', fn.countAll<number>().as('waiting')])
          .where('state', '=', 'waiting')
          .groupBy('assignment')
          .execute(),
      ),
    failures: (filter) => read((db) => failures(db, filter)),
    stageSeconds: (assignment, limit) => read((db) => stageSeconds(db, assignment, limit)),
    size: () => read((db) => size(db, kind)),
  };
}

async function size(db: Reader, kind: Database['kind']): Promise<number> {
  const query =
    kind === 'postgres'
      ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
      : sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`;
  const { rows } = await query.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}
