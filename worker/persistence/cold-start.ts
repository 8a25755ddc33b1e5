import { setTimeout as pause } from 'node:timers/promises';
import type { ColdStart, CompleteEvidence } from '../../src/core/evidence/index.ts';
import { serviceOf } from '../engine/docker.ts';
import type { ComposeCall, Container } from '../engine/engine.ts';
import { lastOf } from '../observe/last-of.ts';
import { containersOf } from '../observe/states.ts';
import { untilDatabaseAnswers } from '../stack/database.ts';
import { isReady, untilReady } from '../stack/ready.ts';
import { up } from '../stack/up.ts';
import type { RunContext } from '../stages/stage.ts';
import { goodAgain } from './away.ts';
import { DATABASE_BACK, type Markers, type Subject } from './experiment.ts';
import { letGo } from './hold.ts';
import { awaitsDatabase, watchedBy } from './order.ts';

/** Milliseconds after which a service that is not started yet is taken to wait: where the Compose file says so, and where it does not. */
const WAITS = 1500;
const WAITS_PERHAPS = 5000;
/** Milliseconds that a running application is looked at: some connect only after two or three seconds. On a slow machine one that has not said a word by then gets more. */
const LOOKED_AT = 4000;
/** Milliseconds for the database's container to run, and that it is held at the most. */
const CONTAINER = 15_000;
const LONGEST = 10_000;
/** Milliseconds for the application to answer once the database was let go. */
const ANSWERS = 30_000;
const PAUSE = 100;
const LOG_LINES = 40;
const MAX_LOG = 4 * 1024;

type Seen = Pick<ColdStart['applications'][number], 'service' | 'meanwhile' | 'exitCode'>;
type Watched = { held: number; seen: Seen[] };
type Resolve = CompleteEvidence['resolve'];

/**
 * The whole stack comes up while its database is held back; who is dead by then, or waited, is seen, and the database is let go. What is
 * left dead afterwards is started once more by hand, so that what comes next can look at it.
 * @param call how Compose is called so that the database holds back; nothing of the stack may be there yet
 * @param timeout milliseconds for `up`
 * @returns null when the database did not even get a container that runs
 */
export async function coldStart(
  subject: Subject,
  resolve: Resolve,
  markers: Markers,
  { call, timeout }: { call: ComposeCall; timeout: number },
): Promise<{ cold: ColdStart; cameUp: boolean } | null> {
  const { context, app, database } = subject;
  const within = context.job.assignment.ready.within * 1000;
  const watched = await comingUp(context, call, timeout, async () => {
    const seen = await watch(context, resolve, database.service);
    await letGo(context, database.service);
    return { seen, since: performance.now() };
  });
  if (watched.seen === null || app === null) return null;
  const { good, answer } = await goodAgain(subject, markers, Math.min(within, ANSWERS));
  const seconds = (performance.now() - watched.since) / 1000;
  const applications = await asTheyEnded(context, watched.seen.seen);
  const cold = { held: watched.seen.held, applications, answersWell: good, answer, seconds };
  if (good) return { cold, cameUp: true };
  await untilDatabaseAnswers(context, database, DATABASE_BACK);
  await up(context, timeout, { call });
  const { ready } = context.job.assignment;
  return { cold, cameUp: isReady(await untilReady(context, app, within), ready) };
}

/** `up` in the background, because it waits itself, while something is looked at. It does not outlive a fault of ours. */
async function comingUp<Result>(
  context: RunContext,
  call: ComposeCall,
  timeout: number,
  meanwhile: () => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const coming = up({ ...context, signal }, timeout, { call });
  try {
    const [result] = await Promise.all([meanwhile(), coming]);
    return result;
  } finally {
    stop.abort();
    await coming.catch(() => undefined);
  }
}

/** Looks at the applications until each has shown what it does without its database; null when that one does not even have a container. */
async function watch(context: RunContext, resolve: Resolve, database: string): Promise<Watched | null> {
  const began = performance.now();
  const names = watchedBy(resolve);
  const since = new Map<string, number>();
  for (;;) {
    const containers = await containersOf(context);
    const now = performance.now();
    for (const container of containers)
      if (container.State.Running && !since.has(serviceOf(container))) since.set(serviceOf(container), now);
    const held = now - (since.get(database) ?? now);
    const seen = names.map((name) => stateOf(name, containers));
    const shown = ({ service, meanwhile }: Seen) => {
      if (meanwhile === 'running') return now - (since.get(service) ?? now) >= LOOKED_AT;
      return meanwhile !== 'waited' || held >= (awaitsDatabase(service, resolve) ? WAITS : WAITS_PERHAPS);
    };
    const died = seen.some(({ meanwhile, exitCode }) => meanwhile === 'restarted' || (exitCode ?? 0) !== 0);
    const over = died || held >= LONGEST || (seen.every(shown) && (await haveSpoken(context, containers, seen)));
    if (since.has(database) && over) return { held: held / 1000, seen };
    if (!since.has(database) && now - began > CONTAINER) return null;
    await pause(PAUSE, undefined, { signal: context.signal });
  }
}

/** Every application that runs has written something: its program has begun. */
async function haveSpoken(
  context: RunContext,
  containers: readonly Container[],
  seen: readonly Seen[],
): Promise<boolean> {
  const running = seen.filter(({ meanwhile }) => meanwhile === 'running').map(({ service }) => service);
  const those = containers.filter((container) => running.includes(serviceOf(container)));
  const words = await Promise.all(those.map(({ Id }) => context.engine.logs(Id, 1, context.signal)));
  return words.every((log) => log.trim() !== '');
}

function stateOf(service: string, containers: readonly Container[]): Seen {
  const container = containers.find((one) => serviceOf(one) === service);
  const { Status, Running, Restarting, ExitCode } = container?.State ?? { Status: 'created' };
  if (container === undefined || Status === 'created') return { service, meanwhile: 'waited', exitCode: null };
  // While it runs again the engine no longer knows with what its last life ended.
  if (Restarting || container.RestartCount > 0)
    return { service, meanwhile: 'restarted', exitCode: Restarting || !Running ? (ExitCode ?? null) : null };
  return Running
    ? { service, meanwhile: 'running', exitCode: null }
    : { service, meanwhile: 'ended', exitCode: ExitCode ?? null };
}

/** What became of them until the application answered, or was given up. */
async function asTheyEnded(context: RunContext, seen: readonly Seen[]): Promise<ColdStart['applications']> {
  const containers = await containersOf(context);
  return Promise.all(
    seen.map(async (one) => {
      const container = containers.find((other) => serviceOf(other) === one.service);
      const log = container ? await context.engine.logs(container.Id, LOG_LINES, context.signal) : '';
      return {
        ...one,
        exitCode: one.exitCode ?? stateOf(one.service, containers).exitCode,
        restarts: container?.RestartCount ?? 0,
        log: lastOf(context.mask(log), MAX_LOG),
      };
    }),
  );
}
