import { setTimeout as pause } from 'node:timers/promises';
import type {
  Connections,
  Evidence,
  ResolveEvidence,
  ServiceState,
  StartAttempt,
  StartEvidence,
} from '../../src/core/evidence/index.ts';
import { clientFor, DEFAULT_DIRECTORY } from '../database/index.ts';
import { serviceOf } from '../engine/docker.ts';
import { mountHolding } from '../observe/mounts.ts';
import { containersOf, observe } from '../observe/states.ts';
import { containerOf, untilDatabaseAnswers } from '../stack/database.ts';
import { isReady, untilReady } from '../stack/ready.ts';
import { startAgain } from '../stack/start-again.ts';
import { up } from '../stack/up.ts';
import { connectionsBetween } from './connections.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';
import { needed } from './workpieces.ts';

/** Milliseconds that `up` may take beyond what the assignment allows for being ready: creating, and waiting for health. */
const UP_EXTRA = 60_000;
/** Milliseconds for the database to answer its client after the application did, and for health checks to come to a result. */
const SETTLE = 30_000;
/** The second attempt has less time: it is for what only came too early. */
const SECOND_WITHIN = 20_000;
const DIRECTORY = /^\/\P{Cc}{0,1023}$/u;

/** Starts the stack, once more when the first start left something dead, and records both (lessons.md). */
export const startStage: Stage<'start'> = {
  name: 'start',
  deadline: ({ assignment }) => 2 * (assignment.ready.within * 1000 + UP_EXTRA + SETTLE),
  run,
};

async function run(context: RunContext, evidence: Evidence): Promise<StageResult<'start'>> {
  const resolve = needed(evidence, 'resolve');
  const within = context.job.assignment.ready.within * 1000;
  const port = await portOf(context, evidence);
  const seen: Connections[] = [];
  const first = await attempt(context, resolve, port, within, seen);
  const attempts = [first];
  if (isLacking(first, resolve)) {
    context.say({ en: 'something died: starting once more', es: 'algo terminó: se inicia una vez más' });
    await helpAlong(context, resolve, first);
    attempts.push(await attempt(context, resolve, port, Math.min(within, SECOND_WITHIN), seen));
  }
  const last = attempts.at(-1) ?? first;
  const running = last.services.filter(({ status }) => status === 'running').length;
  const again = attempts.length > 1;
  const detail = {
    en: `${running} of ${last.services.length} run${again ? ', second attempt' : ''}`,
    es: `${running} de ${last.services.length} en marcha${again ? ', segundo intento' : ''}`,
  };
  const database = await databaseFacts(context, evidence, last);
  return { evidence: { attempts, within: within / 1000, port, connections: allOf(seen), database }, detail };
}

async function attempt(
  context: RunContext,
  resolve: ResolveEvidence,
  port: number | null,
  within: number,
  seen: Connections[],
): Promise<StartAttempt> {
  const started = performance.now();
  const { failure, timedOut } = await up(context, within + UP_EXTRA);
  const app = resolve.app && port !== null ? { service: resolve.app.service, port } : null;
  let answer = app ? await untilReady(context, app, within) : null;
  // Now, because a pool closes what it does not use.
  seen.push(await connectionsBetween(context));
  if (resolve.database) await untilDatabaseAnswers(context, resolve.database, SETTLE);
  await healthSettles(context);
  if (app && answer?.ok) answer = await untilReady(context, app, SETTLE);
  const services = await observe(context, resolve);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, failure, timedOut, services, answer, ready: isReady(answer, context.job.assignment.ready) };
}

function allOf(seen: readonly Connections[]): Connections {
  if (seen.every((connections) => connections === null)) return null;
  const all = seen.flatMap((connections) => connections ?? []);
  return [...new Map(all.map((connection) => [JSON.stringify(connection), connection])).values()];
}

/** No service may still be looking whether it is healthy. */
async function healthSettles(context: RunContext): Promise<void> {
  const until = performance.now() + SETTLE;
  while (performance.now() < until) {
    const containers = await containersOf(context);
    if (!containers.some(({ State }) => State.Running && State.Health?.Status === 'starting')) return;
    await pause(200, undefined, { signal: context.signal });
  }
}

function isLacking({ failure, services, answer, ready }: StartAttempt, resolve: ResolveEvidence): boolean {
  return failure !== null || (resolve.app !== null && answer !== null && !ready) || services.some(isDead);
}

function isDead({ status, oneShot, exitCode }: ServiceState): boolean {
  return status === 'running' ? false : !(oneShot && exitCode === 0);
}

/**
 * What has to be done by hand before a second start. A development server can stay "running" while the program in it is dead: only a restart
 * gives that one a second start. And what waits for a service that never gets healthy is not started by Compose at all, although that
 * service may work: it is started without waiting, so that the rest can be looked at.
 */
async function helpAlong(context: RunContext, resolve: ResolveEvidence, first: StartAttempt): Promise<void> {
  const { engine, signal } = context;
  for (const container of await containersOf(context)) {
    const { Running, Restarting, Status } = container.State;
    const silent = serviceOf(container) === resolve.app?.service && !first.ready;
    if (silent && (Running || Restarting)) await engine.stop(container.Id, 2, signal);
    if (Status === 'created') await startAgain(context, container);
  }
}

/** The container port to ask: found by resolve, or what the image exposes. */
async function portOf(context: RunContext, { resolve, build }: Evidence): Promise<number | null> {
  if (!resolve?.app) return null;
  if (resolve.app.port !== null) return resolve.app.port;
  const { service } = resolve.app;
  const built = build?.builds.find((b) => b.service === service)?.image?.exposedPorts;
  const reference = resolve.services.find(({ name }) => name === service)?.image?.reference;
  if (built || reference === undefined) return built?.[0] ?? null;
  const exposed = (await context.engine.image(reference, context.signal))?.Config.ExposedPorts ?? {};
  return Object.keys(exposed).map((port) => Number.parseInt(port, 10))[0] ?? null;
}

async function databaseFacts(
  context: RunContext,
  { resolve }: Evidence,
  last: StartAttempt,
): Promise<StartEvidence['database']> {
  if (!resolve?.database) return null;
  const { service, kind } = resolve.database;
  const state = last.services.find((s) => s.service === service);
  const running = state?.status === 'running';
  const directory = await directoryOf(context, resolve.database, running);
  const mount = directory.path === null ? null : mountHolding(directory.path, state?.mounts ?? []);
  return { service, kind, running, dataDirectory: directory.path, dataDirectoryFrom: directory.from, dataMount: mount };
}

async function directoryOf(
  context: RunContext,
  { service, kind }: NonNullable<ResolveEvidence['database']>,
  running: boolean,
): Promise<{ path: string | null; from: NonNullable<StartEvidence['database']>['dataDirectoryFrom'] }> {
  const container = await containerOf(context, service);
  const client =
    container && running && kind !== null ? await clientFor(kind, context.engine, container, context.signal) : null;
  const said = await client?.dataDirectory();
  // The program is the student's: what it prints is taken for a directory only where it can be one.
  if (said && DIRECTORY.test(said)) return { path: said, from: 'client' };
  const chosen = container?.Config.Env.find((entry) => entry.startsWith('PGDATA='))?.slice('PGDATA='.length);
  if (kind === 'postgres' && chosen) return { path: chosen, from: 'environment' };
  return kind === null ? { path: null, from: 'unknown' } : { path: DEFAULT_DIRECTORY[kind], from: 'image' };
}
