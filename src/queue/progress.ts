import type { Redis } from 'ioredis';
import { z } from 'zod';
import { idSchema } from '../core/job.ts';
import { runEventSchema } from '../core/run.ts';
import { readJson } from './json.ts';
import { KEYS } from './keys.ts';
import type { Progress } from './queue.ts';
import { MAX_EVENTS } from './teller.ts';

/** Bytes of JSON: what our workers tell of a run (`MAX_EVENTS`) is far less. */
const MAX_PROGRESS = 1024 * 1024;
const progressSchema = z.object({ run: idSchema, events: z.array(runEventSchema).max(2 * MAX_EVENTS) });

/** What a worker has told of its run; null where nothing is there, or what nobody of ours wrote: what is longer is cut, and no JSON then. */
export async function readProgress(redis: Redis, id: string): Promise<Progress | null> {
  return readJson(await redis.getrange(KEYS.progress(id), 0, MAX_PROGRESS), progressSchema);
}
