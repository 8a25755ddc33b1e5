import type Docker from 'dockerode';
import { engineCall } from './faults.ts';

/** As the engine lists it. The id of a cache mount stands at the end of its description, after the student's own words. */
interface CacheRecord {
  ID: string;
  Type: string;
  InUse: boolean;
  Description: string;
}

const WITH_ID = ' with id "';

/**
 * Removes the cache mounts of a scope, and the copies of build contexts: their folders were a run's own, so no other build asks for them. What a
 * build that goes on is using stays.
 */
export async function forgetBuildsOf(docker: Docker, scope: string, signal: AbortSignal): Promise<void> {
  const { BuildCache } = await engineCall('looking at the build cache', signal, () =>
    ask<{ BuildCache: CacheRecord[] | null }>(docker, 'GET', '/system/df?', { type: 'build-cache' }, signal),
  );
  const ours = (BuildCache ?? []).filter((record) => !record.InUse && (isContext(record) || isOfScope(record, scope)));
  for (const { ID } of ours) {
    const filters = JSON.stringify({ id: { [ID]: true } });
    await engineCall('removing from the build cache', signal, () =>
      ask(docker, 'POST', '/build/prune?', { filters }, signal),
    );
  }
}

function isContext({ Type }: CacheRecord): boolean {
  return Type === 'source.local';
}

function isOfScope({ Type, Description }: CacheRecord, scope: string): boolean {
  if (Type !== 'exec.cachemount') return false;
  const at = Description.lastIndexOf(WITH_ID);
  return at !== -1 && Description.startsWith(`${scope}/`, at + WITH_ID.length);
}

/** dockerode's own calls pass no filter on; without one the engine measures every container and volume that it has. */
function ask<Answer>(
  docker: Docker,
  method: 'GET' | 'POST',
  path: string,
  options: Record<string, string>,
  abortSignal: AbortSignal,
): Promise<Answer> {
  const statusCodes = { 200: true, 500: 'server error' };
  return new Promise((resolve, reject) => {
    docker.modem.dial({ path, method, options, abortSignal, statusCodes }, (error: unknown, answer: unknown) =>
      error ? reject(error) : resolve(answer as Answer),
    );
  });
}
