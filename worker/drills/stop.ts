import type { StopDrill } from '../../src/core/evidence/index.ts';
import { lastOf } from '../observe/last-of.ts';
import { containerOf } from '../stack/database.ts';
import type { RunContext } from '../stages/stage.ts';
import { type Ground, untilGoing } from './ground.ts';

/** Seconds: Docker's own, and what admission allows at most. */
const DEFAULT_GRACE = 10;
const LOG_LINES = 20;
const MAX_LOG = 4 * 1024;
const MAX_PROCESSES = 30;
const KILLED = 128 + 9;

/** Asks all applications at the same time to end, as `docker compose stop` does. They stay stopped. */
export async function stopDrill(ground: Ground): Promise<StopDrill[]> {
  await untilGoing(ground);
  const drills = await Promise.all(ground.services.map((service) => stopped(ground.context, service)));
  return drills.filter((drill) => drill !== null);
}

async function stopped(context: RunContext, service: string): Promise<StopDrill | null> {
  const { engine, signal, mask } = context;
  const container = await containerOf(context, service);
  if (!container?.State.Running) return null;
  const { StopSignal, StopTimeout } = container.Config;
  const grace = Math.min(StopTimeout ?? DEFAULT_GRACE, DEFAULT_GRACE);
  const table = await engine.processes(container.Id, signal);
  const started = performance.now();
  await engine.stop(container.Id, grace, signal);
  const seconds = (performance.now() - started) / 1000;
  const exitCode = (await containerOf(context, service))?.State.ExitCode ?? null;
  const isFirst = (pid: number) => pid === container.State.Pid;
  const processes = table
    .sort((a, b) => Number(isFirst(b.pid)) - Number(isFirst(a.pid)))
    .slice(0, MAX_PROCESSES)
    .map(({ pid, parent, command }) => ({ pid, parent, command: mask(command).slice(0, 200) }));
  return {
    service,
    signal: StopSignal || 'SIGTERM',
    grace,
    seconds,
    exitCode,
    killed: exitCode === KILLED && seconds >= grace,
    first: processes.find(({ pid }) => isFirst(pid))?.command ?? null,
    processes,
    log: lastOf(mask(await engine.logs(container.Id, LOG_LINES, signal)), MAX_LOG),
  };
}
