import { writeSync } from 'node:fs';
import { newId } from '../../src/core/job.ts';
import { openStore } from '../../src/store/open.ts';
import type { StoreAddress } from '../../src/store/store.ts';

/** `store-process.ts WORK ADDRESS PERSON DIGEST`: works on a store until it is killed, and prints the id of each submission the moment the store answers. */
const [work, address = '', person = '', digest = ''] = process.argv.slice(2);
const store = await openStore(JSON.parse(address) as StoreAddress);
writeSync(1, 'ready\n');

async function accept(): Promise<string[]> {
  const id = newId();
  const repository = `https://github.com/student/${id}`;
  const draft = { id, person, assignment: 'homework', digest, repository, ref: null, commit: null };
  await store.submissions.accept(
    { ...draft, source: 'hand-in', acceptedAt: new Date().toISOString() },
    { limit: null, idempotencyKey: null, requestDigest: '' },
  );
  return [id];
}

async function dispatch(): Promise<string[]> {
  return (await store.submissions.dispatch()).map(({ id }) => id);
}

async function repeat(step: () => Promise<string[]>): Promise<never> {
  for (;;) {
    for (const id of await step()) writeSync(1, `${id}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, () => repeat(work === 'accept' ? accept : dispatch)));
