import { setTimeout as pause } from 'node:timers/promises';
import type { CompleteEvidence, Evidence, StartEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { serviceOf } from '../engine/docker.ts';
import { containersOf } from '../observe/states.ts';
import type { App } from '../stack/answering.ts';
import { isReady, untilReady } from '../stack/ready.ts';
import { startAgain } from '../stack/start-again.ts';
import { up } from '../stack/up.ts';
import type { RunContext } from '../stages/stage.ts';
import { needed } from '../stages/workpieces.ts';

/** What the drills on the running stack work with. */
export interface Ground {
  context: RunContext;
  resolve: CompleteEvidence['resolve'];
  /** The application that is asked; null when there is none, or its port is not known. */
  app: App | null;
  /** null when there is none, or it does not run. */
  database: StartEvidence['database'];
  /** The applications that run; those that did their work and ended are not among them. */
  services: readonly string[];
}

/** Milliseconds: for an application that runs to say so, for Compose to bring up what is missing, and for the application to answer then. */
const AT_ONCE = 1000;
const UP = 30_000;
const BACK = 20_000;
/** Milliseconds that a service which nobody asks has had to get going before it counts as started. */
const GOING = 3000;

/** The stack as the drills need it: ready, brought up once more where it is not. Otherwise the reason why they cannot be made. */
export async function findGround(context: RunContext, evidence: Evidence): Promise<Ground | Text> {
  const resolve = needed(evidence, 'resolve');
  const { database, port } = needed(evidence, 'start');
  const app = resolve.app && port !== null ? { service: resolve.app.service, port } : null;
  if (app && evidence.probe?.ready.ok === false)
    return { en: 'the application does not answer', es: 'la aplicación no responde' };
  if (!(await stands(context, app))) {
    await up(context, UP);
    if (app && !(await isUp(context, app, BACK))) return DOWN;
  }
  const running = await runningServices(context);
  const services = resolve.applications.filter((name) => running.has(name));
  if (services.length === 0) return DOWN;
  return { context, resolve, app, services, database: database && running.has(database.service) ? database : null };
}

/** Starts by hand what does not run. */
export async function startStopped({ context, services }: Ground): Promise<void> {
  const stopped = (await containersOf(context)).filter(({ State }) => !State.Running);
  const wanted = stopped.filter((container) => services.includes(serviceOf(container)));
  await Promise.all(wanted.map((container) => startAgain(context, container)));
}

/** The same, and waits for the application. Tells whether all is there again. */
export async function standUp(ground: Ground): Promise<boolean> {
  const { context, app, services } = ground;
  await startStopped(ground);
  if (app) return isUp(context, app, BACK);
  const now = await runningServices(context);
  return services.every((name) => now.has(name));
}

/** Waits until services that nobody asks have run for a while: who has only just been created may not listen to signals yet. */
export async function untilGoing({ context, app, services }: Ground): Promise<void> {
  const unasked = services.filter((name) => name !== app?.service);
  const started = (await containersOf(context))
    .filter((container) => unasked.includes(serviceOf(container)))
    .map(({ State }) => Date.parse(State.StartedAt));
  const rest = Math.max(0, ...started) + GOING - Date.now();
  if (unasked.length > 0 && rest > 0) await pause(Math.min(rest, GOING), undefined, { signal: context.signal });
}

const DOWN: Text = {
  en: 'the application does not run any more',
  es: 'la aplicación ya no está en marcha',
};

async function stands(context: RunContext, app: App | null): Promise<boolean> {
  return app ? isUp(context, app, AT_ONCE) : (await runningServices(context)).size > 0;
}

async function isUp(context: RunContext, app: App, within: number): Promise<boolean> {
  return isReady(await untilReady(context, app, within), context.job.assignment.ready);
}

async function runningServices(context: RunContext): Promise<Set<string>> {
  const running = (await containersOf(context)).filter(({ State }) => State.Running && !State.Restarting);
  return new Set(running.map(serviceOf));
}
