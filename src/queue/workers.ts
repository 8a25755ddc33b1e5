import type { Redis } from 'ioredis';
import { z } from 'zod';
import { readJson } from './json.ts';
import { KEYS } from './keys.ts';
import type { WorkerInfo } from './queue.ts';

const workerSchema: z.ZodType<WorkerInfo, unknown> = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.int(),
  concurrency: z.int(),
  engine: z.string(),
  dockgrade: z.string(),
  startedAt: z.string(),
  draining: z.boolean(),
  compose: z.string().nullable().default(null),
  disk: z.object({ free: z.number(), total: z.number() }).nullable().default(null),
  swept: z
    .object({ cleaned: z.int(), left: z.array(z.string()) })
    .nullable()
    .default(null),
  trouble: z.string().nullable(),
  running: z.array(z.object({ submission: z.string(), stage: z.string().nullable(), since: z.string() })),
});

/** Shows a worker for as long as `seen` milliseconds. */
export async function showWorker(redis: Redis, info: WorkerInfo, seen: number): Promise<void> {
  await redis.multi().set(KEYS.worker(info.id), JSON.stringify(info), 'PX', seen).sadd(KEYS.workers, info.id).exec();
}

export async function forgetWorker(redis: Redis, id: string): Promise<void> {
  await redis.multi().del(KEYS.worker(id)).srem(KEYS.workers, id).exec();
}

/** The workers that showed themselves lately, in the order of their start. */
export async function readWorkers(redis: Redis): Promise<WorkerInfo[]> {
  const ids = await redis.smembers(KEYS.workers);
  if (ids.length === 0) return [];
  const texts = await redis.mget(ids.map(KEYS.worker));
  const gone = ids.filter((_id, index) => texts[index] === null);
  if (gone.length > 0) await redis.srem(KEYS.workers, gone);
  return texts
    .map((text) => readJson(text ?? null, workerSchema))
    .filter((worker) => worker !== null)
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}
