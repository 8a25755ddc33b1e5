import type Docker from 'dockerode';
import { absentAsNull, engineCall } from './faults.ts';

const MAX_CHARACTERS = 64 * 1024;

/** The last lines that a container wrote, both streams in the order in which they came. Empty when it is gone. */
export async function readLogs(docker: Docker, id: string, lines: number, signal: AbortSignal): Promise<string> {
  const raw = await engineCall('reading a log', signal, () =>
    absentAsNull(() =>
      docker.getContainer(id).logs({ stdout: true, stderr: true, tail: lines, follow: false, abortSignal: signal }),
    ),
  );
  return raw === null ? '' : demultiplex(raw).slice(-MAX_CHARACTERS);
}

/** Docker frames each piece with eight bytes: stream, three zeros, length (big endian). Containers run without a terminal, so frames are always there. */
function demultiplex(raw: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= raw.length; ) {
    const length = raw.readUInt32BE(at + 4);
    pieces.push(raw.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(pieces).toString();
}
