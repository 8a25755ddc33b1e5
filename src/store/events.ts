import type { RunEvent } from '../core/run.ts';
import { inChunks } from './chunks.ts';
import type { Events, LiveEvent } from './contract/events.ts';
import type { Database, Reader, Writer } from './database.ts';

export function makeEvents(database: Database): Events {
  return {
    addRunEvents: (submission, run, events) =>
      database.write((trx) => addRunEvents(database, trx, { submission, run, events })),
    after: (submission, seq, limit) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('events')
          .select(['seq', 'event'])
          .where('submission', '=', submission)
          .where('seq', '>', seq)
          .orderBy('seq')
          .limit(limit)
          .execute();
        return rows.map((row) => ({ seq: row.seq, event: JSON.parse(row.event) as LiveEvent }));
      }),
  };
}

/** Writes that submissions came into a state. The caller has changed, and so locked, their rows in this transaction. */
export async function addStateEvents(
  trx: Writer,
  submissions: readonly { id: string; state: Extract<LiveEvent, { type: 'state' }>['state']; tries: number }[],
  at: string,
): Promise<void> {
  for (const chunk of inChunks(submissions)) {
    const last = await lastSeqs(
      trx,
      chunk.map(({ id }) => id),
    );
    const rows = chunk.map(({ id, state, tries }) => {
      const event: LiveEvent = { type: 'state', state, at, try: tries };
      return { submission: id, seq: (last.get(id) ?? 0) + 1, event: JSON.stringify(event) };
    });
    await trx.insertInto('events').values(rows).execute();
  }
}

async function addRunEvents(
  { locked }: Database,
  trx: Writer,
  { submission, run, events }: { submission: string; run: string; events: readonly RunEvent[] },
): Promise<number> {
  const owner = await locked(
    trx.selectFrom('submissions').select('id').where('id', '=', submission),
  ).executeTakeFirst();
  if (!owner) return 0;
  const { known } = await trx
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('known'))
    .where('submission', '=', submission)
    .where('run', '=', run)
    .executeTakeFirstOrThrow();
  const last = (await lastSeqs(trx, [submission])).get(submission) ?? 0;
  const rows = events.slice(known).map((event, index) => ({
    submission,
    seq: last + 1 + index,
    run,
    run_index: known + index,
    event: JSON.stringify(event),
  }));
  for (const chunk of inChunks(rows)) await trx.insertInto('events').values(chunk).execute();
  return rows.length;
}

async function lastSeqs(db: Reader, submissions: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('events')
    .select(({ fn }) => ['submission', fn.max('seq').as('seq')])
    .where('submission', 'in', submissions)
    .groupBy('submission')
    .execute();
  return new Map(rows.map(({ submission, seq }) => [submission, seq]));
}
