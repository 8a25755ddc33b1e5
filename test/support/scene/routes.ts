import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { readAssets } from '../../../src/api/assets.ts';
import { makeLimits } from '../../../src/api/limits.ts';
import { makeOpenStreams } from '../../../src/api/open-streams.ts';
import { pageRoutes } from '../../../src/api/routes/pages/index.ts';
import { parseBySchema } from '../../../src/api/validation.ts';
import { GITHUB, type Served } from '../../api/fixtures/served.ts';

/** An address in the scope of the pages, as it is registered there: `/assignments/:id`. */
export interface PageRoute {
  method: string;
  url: string;
}

/** What can be opened in the scope of the pages. */
export async function registeredPages(served: Served): Promise<string[]> {
  return (await registeredRoutes(served)).filter(({ method }) => method === 'GET').map(({ url }) => url);
}

/** Everything in the scope of the pages, by its address. */
export async function registeredRoutes({ service, store, queue }: Served): Promise<PageRoute[]> {
  const app = fastify();
  const found: PageRoute[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    found.push(...[method].flat().map((one) => ({ method: one, url })));
  });
  app.decorateRequest('person', null);
  app.setSerializerCompiler(serializerCompiler);
  parseBySchema(app);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  const shared = { limits: makeLimits(app), streams: makeOpenStreams(app) };
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => log };
  const deps = { service, store, queue, github: GITHUB, url: 'http://localhost:8080', trustProxy: false, log };
  const { assets } = await readAssets();
  await app.register(pageRoutes(deps, assets, shared));
  await app.ready();
  await app.close();
  return found.sort((a, b) => (a.url < b.url ? -1 : 1));
}

function quiet(): void {
  // Nothing is asked of this application.
}
