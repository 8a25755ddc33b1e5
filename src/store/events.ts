import { isRemark, type RunEvent } from '../core/run.ts';
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
  const stored = await trx
    .selectFrom('events')
    .select(['seq', 'event'])
    .where('submission', '=', submission)
    .where('run', '=', run)
    .orderBy('run_index')
    .execute();
  const told = events.map((event) => ({ event: JSON.stringify(event), isRemark: isRemark(event) }));
  if (stored.length === 0 && told.length > 0) await noteNewTry(trx, submission, beginOf(events));
  let last = (await lastSeqs(trx, [submission])).get(submission) ?? 0;
  // A list that is shorter than what is known is an older one: somebody else was faster.
  const newer = told.length < stored.length ? [] : stored.flatMap((row, index) => changedRemark(row, told[index]));
  for (const { seq, event } of newer) {
    last += 1;
    await trx
      .updateTable('events')
      .set({ seq: last, event })
      .where('submission', '=', submission)
      .where('seq', '=', seq)
      .execute();
  }
  const rows = told.slice(stored.length).map(({ event }, index) => ({
    submission,
    seq: last + 1 + index,
    run,
    run_index: stored.length + index,
    event,
  }));
  for (const chunk of inChunks(rows)) await trx.insertInto('events').values(chunk).execute();
  return newer.length + rows.length;
}

/** The queue gives what a dead worker had to the next one at once: that the try before has come to nothing shows in the first words of the new one. */
async function noteNewTry(trx: Writer, submission: string, at: string): Promise<void> {
  const newest = await trx
    .selectFrom('events')
    .select('run')
    .where('submission', '=', submission)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Behind a change of state: that it was put back is known, and this is the try that began then.
  if (!newest?.run) return;
  const row = await trx
    .updateTable('submissions')
    .set(({ eb }) => ({ started_at: at, tries: eb('tries', '+', 1) }))
    .where('id', '=', submission)
    .where('state', '=', 'running')
    .returning(['id', 'state', 'tries'])
    .executeTakeFirst();
  if (row) await addStateEvents(trx, [row], at);
}

/** By the worker's clock, which is not believed where it is ahead of ours or says no time at all. */
function beginOf(events: readonly RunEvent[]): string {
  const now = Date.now();
  const begun = Date.parse(events.find((event) => event.type === 'stage-started')?.at ?? '');
  return new Date(begun < now ? begun : now).toISOString();
}

/** A remark that says something else by now moves to the end, so that whoever watches is told. */
function changedRemark(
  { seq, event: before }: { seq: number; event: string },
  told: { event: string; isRemark: boolean } | undefined,
): { seq: number; event: string }[] {
  return told?.isRemark && told.event !== before ? [{ seq, event: told.event }] : [];
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
