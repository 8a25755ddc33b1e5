import type Docker from 'dockerode';
import { engineCall } from './faults.ts';

/** A kind of event that nothing here causes: the connection is held for its end alone. */
const QUIET = { type: ['plugin' as const] };

/** Holds a connection to the engine, and resolves when it ends because the engine went away, or when `signal` aborts. */
export async function untilGone(docker: Docker, signal: AbortSignal): Promise<void> {
  const events = await engineCall('watching it', signal, () =>
    docker.getEvents({ filters: QUIET, abortSignal: signal }),
  );
  const gone = Promise.withResolvers<void>();
  for (const name of ['end', 'close', 'error']) events.once(name, () => gone.resolve());
  events.resume();
  await gone.promise;
}
