import type Docker from 'dockerode';
import { DockgradeError } from '../../src/core/errors.ts';
import type { Limits } from './engine.ts';
import { engineCall } from './faults.ts';

/** A wrong or private name is the student's; a limit or an outage is nobody's here, and an exception (lessons.md, diagnoses). */
export async function pullImage(
  docker: Docker,
  reference: string,
  { signal, timeout }: Limits,
): Promise<{ outcome: 'pulled' | 'failed'; message: string | null }> {
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  try {
    const stream = await docker.pull(reference, { abortSignal });
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(stream, (error: Error | null) => (error ? reject(error) : resolve()));
    });
    return { outcome: 'pulled', message: null };
  } catch (error) {
    signal.throwIfAborted();
    const message = (error as Error).message;
    if (/toomanyrequests|rate limit/i.test(message)) {
      throw new DockgradeError('registry-limited', `The registry limits pulls: ${reference}`, {
        cause: error,
        remedy: 'Wait, or use a registry mirror.',
      });
    }
    if (/manifest|not found|access denied|does not exist|unauthorized|invalid reference|no matching/i.test(message)) {
      return { outcome: 'failed', message };
    }
    if (
      abortSignal.aborted ||
      /dial|lookup|timeout|timed out|EOF|TLS|connection|server misbehaving|50\d/i.test(message)
    ) {
      throw new DockgradeError(
        'registry-unreachable',
        `The image ${reference} could not be fetched: its registry does not answer.`,
        {
          cause: error,
          remedy: 'Check the network of the engine, or load the image into it beforehand.',
        },
      );
    }
    return engineCall(`fetching ${reference}`, signal, () => Promise.reject(error));
  }
}
