import { defaultRubric, diagnoses, graders } from '../graders/index.ts';
import { buildApp } from '../src/api/app.ts';
import type { Log } from '../src/core/log.ts';
import { readSettings } from '../src/core/settings.ts';
import { connectQueue } from '../src/queue/connect.ts';
import { makeService } from '../src/service/make.ts';
import { openStore } from '../src/store/open.ts';
import type { StoreAddress } from '../src/store/store.ts';
import { lookAtRepository } from '../worker/fetch/look.ts';

/** API, store and queue in this process, as `dockgrade api` has them; the keeper is not started. */
export async function openApi(address: StoreAddress, redis: string, log: Log) {
  const store = await openStore(address);
  const queue = connectQueue(redis, { log });
  const url = 'http://localhost';
  const service = makeService({
    ...{ store, queue, graders, diagnoses, defaultRubric, url, log },
    gitHosts: ['github.com'],
    lookAtRepository: lookAtRepository([]),
  });
  const { github } = readSettings({});
  const app = await buildApp({ service, store, queue, github, url, trustProxy: false, log });
  const close = async () => {
    await app.close();
    await service.keeper.close();
    await queue.close();
    await store.close();
  };
  return { store, service, listen: () => app.listen({ host: '127.0.0.1', port: 0 }), close };
}
