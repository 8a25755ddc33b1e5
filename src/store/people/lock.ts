import { inChunks } from '../chunks.ts';
import type { Database, Writer } from '../database.ts';

/** Until the transaction ends nobody else accepts, finishes or grades anything of these people. Always in one order, so that nobody waits in a circle. */
export async function lockPeople({ locked }: Database, trx: Writer, people: readonly string[]): Promise<void> {
  for (const chunk of inChunks([...people].sort())) {
    await locked(trx.selectFrom('people').select('id').where('id', 'in', chunk).orderBy('id')).execute();
  }
}
