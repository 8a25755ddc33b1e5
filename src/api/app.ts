import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import packageJson from '../../package.json' with { type: 'json' };
import { readAssets } from './assets.ts';
import { requirePerson } from './authentication.ts';
import { answerNoRequest } from './client-error.ts';
import { closeConnections } from './close-connections.ts';
import type { AppDependencies } from './dependencies.ts';
import { closedHeaders, secureHeaders } from './headers.ts';
import { parseJsonBodies, refuseCompressed } from './json.ts';
import { makeLimits } from './limits.ts';
import { makeMetrics } from './metrics.ts';
import { makeOpenStreams } from './open-streams.ts';
import { describeApi } from './openapi.ts';
import { answerErrors } from './pages/problem.ts';
import { fastifyLog, logRequests } from './request-log.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { badgeRoutes } from './routes/badges.ts';
import { eventRoutes } from './routes/events.ts';
import { gradeRoutes } from './routes/grades.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { pageRoutes } from './routes/pages/index.ts';
import { peopleRoutes } from './routes/people.ts';
import { regradeRoutes } from './routes/regrades.ts';
import { rosterRoutes } from './routes/roster.ts';
import { signInGithub } from './routes/sign-in-github.ts';
import { submissionRoutes } from './routes/submissions.ts';
import { webhooksGithub } from './routes/webhooks-github.ts';
import { answerUnknown } from './unknown.ts';
import { parseBySchema } from './validation.ts';

/** The largest body that is no file. */
const MAX_BODY = 64 * 1024;

/** The HTTP API and its pages, as a function of what is behind them. It listens when it is told to, and closes only itself. */
export async function buildApp(deps: AppDependencies): Promise<FastifyInstance> {
  const { service, url, log } = deps;
  const { assets, routes } = await readAssets();
  const answerError = answerErrors(assets);
  const app = fastify({
    loggerInstance: fastifyLog(log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // Of X-Forwarded-For only what the proxy itself wrote: the rest is what a client says of itself.
    trustProxy: deps.trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: MAX_BODY,
    // Milliseconds. A request that comes drop by drop is not waited for; answers may take as long as they like, for some are live.
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    clientErrorHandler: answerNoRequest,
    // No hook runs for these.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply.headers(closedHeaders(url))),
  }).withTypeProvider<ZodTypeProvider>();
  app.decorateRequest('person', null);
  app.setSerializerCompiler(serializerCompiler);
  parseBySchema(app);
  parseJsonBodies(app);
  app.setErrorHandler(answerError);
  answerUnknown(app, { people: service.people, url, answer: answerError });
  secureHeaders(app, url);
  refuseCompressed(app);
  logRequests(app, log);
  closeConnections(app);
  const metrics = makeMetrics(deps);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    // A live stream is as long as what it tells of.
    if (`${reply.getHeader('content-type')}`.startsWith('text/event-stream')) return;
    metrics.http.observe(
      { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  app.addHook('onClose', async () => metrics.close());
  await app.register(cookie);
  // No secret stands in a page, so its size tells nothing (BREACH). Live streams are left as they are.
  await app.register(compress, { encodings: ['gzip'], threshold: 1024 });
  await app.register(rateLimit, { global: false });
  const limits = makeLimits(app);
  const streams = makeOpenStreams(app);
  await describeApi(app, packageJson.version);

  await app.register(routes);
  await app.register(pageRoutes(deps, assets, { limits, streams }));
  await app.register(badgeRoutes(service.submissions));
  await app.register(healthRoutes(deps));
  await app.register(metricsRoutes(metrics));
  await app.register(webhooksGithub(deps));
  await app.register(signInGithub(deps, assets));
  await app.register(async (signedIn) => {
    requirePerson(signedIn, service.people, url, limits);
    await signedIn.register(submissionRoutes(service.submissions, limits));
    await signedIn.register(eventRoutes(service.submissions, streams));
    await signedIn.register(assignmentRoutes(service.assignments));
    await signedIn.register(rosterRoutes(service.assignments));
    await signedIn.register(gradeRoutes(service.grades));
    await signedIn.register(regradeRoutes(service.grades));
    await signedIn.register(peopleRoutes(service.people));
  });
  await app.ready();
  return app;
}
