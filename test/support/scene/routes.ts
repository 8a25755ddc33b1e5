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

/** What can be opened in the scope of the pages, as it is registered there: `/assignments/:id`. */
export async function registeredPages({ service, store, queue }: Served): Promise<string[]> {
  const app = fastify();
  const found: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    if (method === 'GET') found.push(url);
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
  return found.sort();
}

function quiet(): void {
  // Nothing is asked of this application.
}
