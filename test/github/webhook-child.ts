import type { AddressInfo } from 'node:net';
import { buildApp } from '../../src/api/app.ts';
import { defaultRubric, diagnoses, graders } from '../../src/cli/registry.ts';
import { makeLog } from '../../src/core/log.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { makeService } from '../../src/service/make.ts';
import { openStore } from '../../src/store/open.ts';
import { lookAtRepository } from '../../worker/fetch/look.ts';

/** A service that is killed when a delivery is to be remembered, after everything that follows from it was stored. Prints its port. */
const [file = '', redis = '', secret = ''] = process.argv.slice(2);
const log = makeLog('error', 'api');
const url = 'http://localhost:8080';
const store = await openStore({ file });
const queue = connectQueue(redis, { log });
const service = makeService({
  store,
  queue,
  graders,
  diagnoses,
  defaultRubric,
  gitHosts: ['github.com'],
  lookAtRepository: lookAtRepository([]),
  url,
  log,
});
const addDelivery = async () => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
};
const app = await buildApp({
  ...{ service, queue, url, log, trustProxy: false },
  store: { ...store, github: { ...store.github, addDelivery } },
  github: { url: 'https://github.com', api: 'https://api.github.com', secret, token: null, oauth: null },
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
