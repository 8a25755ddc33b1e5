import type { Redis } from 'ioredis';
import { z } from 'zod';
import { runEventSchema } from '../core/run.ts';
import { readJson } from './json.ts';
import { KEYS } from './keys.ts';
import type { Progress } from './queue.ts';

const progressSchema = z.object({ run: z.string(), events: z.array(runEventSchema) });

export async function readProgress(redis: Redis, id: string): Promise<Progress | null> {
  return readJson(await redis.get(KEYS.progress(id)), progressSchema);
}
