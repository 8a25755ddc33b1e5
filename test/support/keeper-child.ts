import { writeSync } from 'node:fs';
import { defaultRubric, diagnoses, graders } from '../../src/cli/registry.ts';
import { makeLog } from '../../src/core/log.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { makeService } from '../../src/service/make.ts';
import { openStore } from '../../src/store/open.ts';
import { lookAtRepository } from '../../worker/fetch/look.ts';

/** `keeper-child.ts ADDRESS REDIS`: keeps store and queue in step until it is told to stop; prints the id of each submission that it brings to its end. */
const [address = '', redis = ''] = process.argv.slice(2);
const log = makeLog('error', 'api');
const store = await openStore(JSON.parse(address));
const queue = connectQueue(redis, { log });
const { keeper } = makeService({
  store,
  queue,
  graders,
  diagnoses,
  defaultRubric,
  gitHosts: ['github.com'],
  lookAtRepository: lookAtRepository([]),
  url: 'http://localhost',
  log,
});
keeper.onFinished(({ submission }) => writeSync(1, `${submission}\n`));
keeper.start();
process.once('SIGTERM', async () => {
  await keeper.close();
  await queue.close();
  await store.close();
});
writeSync(1, 'ready\n');
