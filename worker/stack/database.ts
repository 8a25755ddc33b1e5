import { setTimeout as pause } from 'node:timers/promises';
import type { StartEvidence } from '../../src/core/evidence/index.ts';
import { clientFor, type DatabaseClient } from '../database/index.ts';
import { serviceOf } from '../engine/docker.ts';
import type { Container } from '../engine/engine.ts';
import { containersOf } from '../observe/states.ts';
import type { RunContext } from '../stages/stage.ts';

type Database = Pick<NonNullable<StartEvidence['database']>, 'service' | 'kind'>;

const PAUSE = 150;

/** The container of a service as it is now; null when there is none. */
export async function containerOf(context: RunContext, service: string): Promise<Container | null> {
  return (await containersOf(context)).find((container) => serviceOf(container) === service) ?? null;
}

/**
 * Waits until the database answers its own client.
 * @param within milliseconds
 * @returns the client; null when the kind is unknown, the database does not run, or does not answer in time
 */
export async function untilDatabaseAnswers(
  context: RunContext,
  database: Database,
  within: number,
): Promise<DatabaseClient | null> {
  const until = performance.now() + within;
  if (database.kind === null) return null;
  for (;;) {
    const container = await containerOf(context, database.service);
    if (!container || (!container.State.Running && !container.State.Restarting)) return null;
    if (container.State.Running) {
      const client = await clientFor(database.kind, context.engine, container, context.signal);
      if (await client.ping()) return client;
    }
    if (performance.now() > until) return null;
    await pause(PAUSE, undefined, { signal: context.signal });
  }
}
