import { setTimeout as pause } from 'node:timers/promises';
import type { CrashDrill } from '../../src/core/evidence/index.ts';
import type { Container } from '../engine/engine.ts';
import { noAddress } from '../stack/answering.ts';
import { containerOf } from '../stack/database.ts';
import { isReady, untilReady } from '../stack/ready.ts';
import { startAgain } from '../stack/start-again.ts';
import type { Ground } from './ground.ts';

/** Milliseconds: for the engine to run it again by its policy, and for the application to answer then. */
const RUNS_AGAIN = 10_000;
const ANSWERS_AGAIN = 15_000;
const PAUSE = 50;

/**
 * Kills the first process of each application, all at the same time, and waits for those that ask to be restarted. null when processes
 * cannot be reached from here.
 */
export async function crashDrill(ground: Ground): Promise<CrashDrill[] | null> {
  if (ground.context.engine.info.proc === null) return null;
  const drills = await Promise.all(ground.services.map((service) => crashed(ground, service)));
  return drills.filter((drill) => drill !== null);
}

async function crashed(ground: Ground, service: string): Promise<CrashDrill | null> {
  const { context, resolve, app } = ground;
  const { engine, signal } = context;
  const policy = resolve.services.find(({ name }) => name === service)?.restart?.policy ?? 'no';
  const before = await freshlyCounted(ground, service);
  const asked = app?.service === service ? app : null;
  // One that died by itself cannot be killed; it has no process id.
  const first = before?.State.Pid;
  if (!before || !first) return null;
  // In a runtime with a kernel of its own the first process is out of reach.
  if (!(await engine.processes(before.Id, signal)).some(({ pid }) => pid === first)) return null;
  const started = performance.now();
  await engine.signal(before.Id, [first], 'SIGKILL', signal);
  const cameBack = policy !== 'no' && (await runsAgain(ground, service, before.RestartCount));
  const answer = asked && (cameBack ? await untilReady(context, asked, ANSWERS_AGAIN) : noAddress(asked));
  const seconds = (performance.now() - started) / 1000;
  return {
    service,
    policy,
    cameBack,
    seconds,
    answer,
    answersAgain: answer && isReady(answer, context.job.assignment.ready),
  };
}

/** The engine restarts only so often: who has used that up is started by hand, which counts from the beginning. */
async function freshlyCounted({ context, app }: Ground, service: string): Promise<Container | null> {
  const { engine, signal } = context;
  const container = await containerOf(context, service);
  if (!container || container.RestartCount === 0) return container;
  await engine.stop(container.Id, 2, signal);
  await startAgain(context, container);
  if (app?.service === service) await untilReady(context, app, ANSWERS_AGAIN);
  return containerOf(context, service);
}

async function runsAgain({ context }: Ground, service: string, restarts: number): Promise<boolean> {
  const until = performance.now() + RUNS_AGAIN;
  for (;;) {
    const container = await containerOf(context, service);
    if (container?.State.Running && !container.State.Restarting && container.RestartCount > restarts) return true;
    if (performance.now() > until) return false;
    await pause(PAUSE, undefined, { signal: context.signal });
  }
}
