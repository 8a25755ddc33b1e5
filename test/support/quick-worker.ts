import { makeLog } from '../../src/core/log.ts';
import { readSettings } from '../../src/core/settings.ts';
import { startWorker } from '../../worker/main.ts';

/**
 * A worker as `dockgrade worker` is one, but what it held is given to another within two seconds of its death instead of half a minute. SIGTERM puts
 * back at once.
 */
const { redisUrl, data, dockerHost, concurrency, folders, gitHosts } = readSettings(process.env);
const worker = await startWorker(
  {
    redisUrl: redisUrl ?? '',
    data,
    dockerHost,
    concurrency,
    folders,
    gitHosts,
    log: makeLog('debug', 'worker'),
    say: () => undefined,
    timing: { lock: 2_000, renew: 500, stalled: 500, beat: 200, backoff: 200 },
  },
  new AbortController().signal,
);
process.once('SIGTERM', async () => {
  await worker.stop(AbortSignal.abort());
  process.exit();
});
