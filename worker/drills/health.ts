import type { HealthDrill } from '../../src/core/evidence/index.ts';
import type { Container } from '../engine/engine.ts';
import { lastOf } from '../observe/last-of.ts';
import { containerOf } from '../stack/database.ts';
import type { RunContext } from '../stages/stage.ts';
import { ended } from './ended.ts';
import { whileFrozen } from './freeze.ts';
import type { Ground } from './ground.ts';

/** Milliseconds that a check may take: while all is well, and while all stands still. What hangs then has not said that it is well. */
const WELL = { least: 3000, most: 10_000 };
const FROZEN = { least: 1500, most: 2500 };
/** A check that says something while all stands still needs about as long for it as it did before. */
const SLOWER = 8;
/** Docker's own, where a check names none. */
const DEFAULT_TIMEOUT = 30_000;
const MAX_OUTPUT = 1000;

type CheckRun = NonNullable<HealthDrill['check']>['well'];

/**
 * Runs the health check of the database and of each application, first as it is and then with all processes of its container standing still.
 * One after the other: the check of an application that asks the database would fail while that one stands still, whatever it guards.
 */
export async function healthDrill(ground: Ground): Promise<HealthDrill[]> {
  const { database, services } = ground;
  const subjects = [
    ...services.map((service) => ({ service, role: 'application' as const })),
    ...(database ? [{ service: database.service, role: 'database' as const }] : []),
  ];
  const drills: HealthDrill[] = [];
  for (const subject of subjects) drills.push({ ...subject, check: await checkOf(ground, subject.service) });
  return drills.reverse();
}

async function checkOf({ context, resolve }: Ground, service: string): Promise<HealthDrill['check']> {
  const container = await containerOf(context, service);
  const command = container && commandOf(container);
  if (!container || !command) return null;
  const { engine, signal } = context;
  const { Test = [], Timeout = 0 } = container.Config.Healthcheck ?? {};
  const own = Timeout / 1e6 || DEFAULT_TIMEOUT;
  const well = await runCheck(context, container.Id, command, within(own, WELL));
  if (well.left !== null) await ended(engine, container.Id, well.left, signal);
  const patience = Math.min(own, within(well.run.seconds * 1000 * SLOWER, FROZEN));
  const frozen = await whileFrozen(engine, container.Id, signal, () =>
    runCheck(context, container.Id, command, patience),
  );
  const written = resolve.services.find(({ name }) => name === service)?.healthcheck;
  return {
    test: context.mask(Test.slice(1).join(' ')).slice(0, MAX_OUTPUT),
    from: written ? 'compose' : 'image',
    well: well.run,
    frozen: frozen?.run ?? null,
  };
}

/** What Docker itself executes; null when there is no check, or it is switched off. */
function commandOf({ Config }: Container): string[] | null {
  const [kind, ...words] = Config.Healthcheck?.Test ?? [];
  if (words.length === 0) return null;
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : null;
}

async function runCheck(
  { engine, signal, mask }: RunContext,
  id: string,
  command: readonly string[],
  timeout: number,
): Promise<{ run: CheckRun; left: number | null }> {
  const started = performance.now();
  const { exitCode, stdout, stderr, timedOut, left } = await engine.exec(id, command, { signal, timeout });
  const seconds = (performance.now() - started) / 1000;
  const output = mask(`${stdout}${stderr}`).trim();
  return { run: { exitCode, timedOut, output: lastOf(output, MAX_OUTPUT), seconds }, left };
}

function within(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(Math.max(value, least), most);
}
