import { type Kysely, sql } from 'kysely';
import type { Writer } from './database.ts';
import type { Tables } from './tables.ts';

/** How many may share one transaction: so many that writing to the disk is no longer what takes the time, so few that nobody waits for long. */
const MOST = 32;

interface Waiting {
  /** Does the work inside a transaction. Throws when nothing of the transaction can be saved any more. */
  run(trx: Writer): Promise<void>;
  /** Answers, once the transaction is on the disk. */
  settle(): void;
  fail(error: unknown): void;
}

/**
 * Writes that come while another one is under way share the next transaction, each in a savepoint of its own: what fails is undone alone. All of them
 * are answered when the transaction is on the disk. SQLite has one writer, and waits for the disk at each end of a transaction.
 */
export function makeBatches(db: Kysely<Tables>): <T>(work: (trx: Writer) => Promise<T>) => Promise<T> {
  const waiting: Waiting[] = [];
  let busy = false;

  async function writeAll(): Promise<void> {
    busy = true;
    while (waiting.length > 0) await writeTogether(waiting.splice(0, MOST));
    busy = false;
  }

  async function writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      await db.transaction().execute(async (trx) => {
        for (const one of batch) await one.run(trx);
      });
      for (const one of batch) one.settle();
    } catch (error) {
      for (const one of batch) one.fail(error);
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let answer = () => reject(new Error('the work did not begin'));
      waiting.push({
        async run(trx) {
          await sql`savepoint one`.execute(trx);
          try {
            const value = await work(trx);
            answer = () => resolve(value);
          } catch (error) {
            answer = () => reject(error);
            // Where SQLite found no room it has undone the whole transaction by itself, savepoints and all.
            await sql`rollback to one`.execute(trx).catch(() => Promise.reject(error));
          }
          await sql`release one`.execute(trx);
        },
        settle: () => answer(),
        fail: reject,
      });
      if (!busy) void writeAll();
    });
}
