import { setTimeout } from 'node:timers/promises';
import { makeLog } from '../../../src/core/log.ts';
import { consume } from '../../../src/queue/consume.ts';
import { atOnce } from '../runs.ts';
import type { TestService } from '../service.ts';

/** A worker that takes nothing because its disk is full. Returns what ends it, once all workers have said how they are. */
export async function addTroubledWorker({
  redis,
  queue,
}: Pick<TestService, 'redis' | 'queue'>): Promise<() => Promise<void>> {
  const worker = consume(redis.url, {
    concurrency: 2,
    process: atOnce,
    log: makeLog('fatal', 'worker'),
    info: { engine: '28.5.2', dockgrade: '0.1.0', trouble: 'disk-full: 0.4 GiB are left on the disk' },
    timing: { beat: 200, farewell: 500 },
  });
  worker.pause();
  worker.start();
  for (;;) {
    const told = await queue.workers();
    if (told.some(({ trouble }) => trouble !== null) && told.some(({ running }) => running.length > 0)) break;
    await setTimeout(20);
  }
  return () => worker.drain(AbortSignal.abort());
}
