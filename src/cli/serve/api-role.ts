import { lookAtRepository } from '../../../worker/fetch/look.ts';
import { buildApp } from '../../api/app.ts';
import { DockgradeError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Settings } from '../../core/settings.ts';
import { startStatuses } from '../../github/statuses.ts';
import { connectQueue } from '../../queue/connect.ts';
import type { Queue } from '../../queue/queue.ts';
import { makeService } from '../../service/make.ts';
import type { Service } from '../../service/service.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { allGraders } from '../all-graders.ts';
import { defaultRubric, diagnoses } from '../registry.ts';
import { storeAddress } from './store-address.ts';

export interface ApiRole {
  service: Service;
  store: Store;
  queue: Queue;
  /** Takes no more requests, brings what has ended into the books, closes everything. */
  close(): Promise<void>;
}

/** Everything but the worker: store, queue, keeper, HTTP, commit statuses. Listens when it returns. */
export async function startApi(settings: Settings, redisUrl: string, log: Log): Promise<ApiRole> {
  const { github, url, listen } = settings;
  const gitHosts = settings.gitHosts.map(({ host }) => host);
  const graders = await allGraders(settings.graders);
  const store = await openStore(storeAddress(settings));
  const queue = connectQueue(redisUrl, { log });
  const service = makeService({
    store,
    queue,
    graders,
    diagnoses,
    defaultRubric,
    gitHosts,
    lookAtRepository: lookAtRepository(settings.gitHosts),
    url,
    log,
  });
  const app = await buildApp({ service, store, queue, github, url, trustProxy: listen.trustProxy, log });
  const statuses = startStatuses({ store, github, url, log });
  service.keeper.start();
  const close = async () => {
    await app.close();
    await statuses.close();
    await service.keeper.close();
    await queue.close();
    await store.close();
  };
  try {
    await app.listen({ host: listen.host, port: listen.port });
  } catch (error) {
    await close();
    throw cannotListen(error, settings);
  }
  return { service, store, queue, close };
}

function cannotListen(error: unknown, { listen: { host, port } }: Settings): unknown {
  const reasons: Record<string, string> = {
    EADDRINUSE: 'another program listens there',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no host of that name',
  };
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error;
  return new DockgradeError('setting-invalid', `the service cannot listen on ${host}, port ${port}: ${reason}`, {
    cause: error,
    remedy: 'Give another port in DOCKGRADE_PORT, or another address in DOCKGRADE_HOST.',
  });
}
