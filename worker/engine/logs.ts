import type { IncomingMessage } from 'node:http';
import type Docker from 'dockerode';
import { absentAsNull, engineCall } from './faults.ts';
import { LogTail } from './log-tail.ts';

/** Bytes that are read of a log: more than the engine keeps of one, which could also be written faster than it is read. */
const MAX_READ = 32 * 1024 * 1024;
const ENDED_EARLY = 'ERR_STREAM_PREMATURE_CLOSE';

/**
 * The last lines that a container wrote, both streams in the order in which they came. Empty when it is gone. Read piece by piece: however much there is,
 * only what is given back is held.
 */
export async function readLogs(docker: Docker, id: string, lines: number, signal: AbortSignal): Promise<string> {
  const tail = new LogTail();
  await engineCall('reading a log', signal, () =>
    absentAsNull(async () => {
      const stream = await openLog(docker, id, lines, signal);
      let read = 0;
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          tail.take(chunk);
          read += chunk.length;
          if (read > MAX_READ) break;
        }
      } catch (error) {
        // The container was removed while its log was read.
        if ((error as NodeJS.ErrnoException).code !== ENDED_EARLY) throw error;
      }
    }),
  );
  return tail.toString();
}

/** dockerode itself gives a log that is not followed as one buffer. */
function openLog(docker: Docker, id: string, lines: number, abortSignal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  docker.modem.dial(
    {
      path: `/containers/${id}/logs?`,
      method: 'GET',
      isStream: true,
      options: { stdout: true, stderr: true, tail: lines },
      abortSignal,
      statusCodes: { 200: true, 404: 'no such container', 500: 'server error' },
    },
    (error: unknown, stream: unknown) => (error ? reject(error) : resolve(stream as IncomingMessage)),
  );
  return promise;
}
