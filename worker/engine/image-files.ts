import type Docker from 'dockerode';
import { absentAsNull, engineCall } from './faults.ts';

/** A Dockerfile may name thousands of places; whoever has an honest one is far below. Each is a request to an engine that serves others as well. */
const MOST = 400;
const AT_ONCE = 16;

/** Looks paths up, the first ones of them, in a container that was created from the image and never started: nothing of the student's runs. */
export function existingIn(
  docker: Docker,
  image: string,
  paths: readonly string[],
  labels: Record<string, string>,
  abortSignal: AbortSignal,
): Promise<string[]> {
  return engineCall('looking into an image', abortSignal, async () => {
    const container = await docker.createContainer({
      Image: image,
      Cmd: ['-'],
      Labels: labels,
      NetworkDisabled: true,
      abortSignal,
    });
    try {
      const found: string[] = [];
      for (let at = 0; at < Math.min(paths.length, MOST); at += AT_ONCE) {
        const some = paths.slice(at, Math.min(at + AT_ONCE, MOST));
        const there = await Promise.all(some.map((path) => exists(container, path, abortSignal)));
        found.push(...some.filter((_, index) => there[index]));
      }
      return found;
    } finally {
      await container.remove({ force: true, v: true });
    }
  });
}

/** What the engine says of a path below a file (`/app/server.js/.git`), of a link that leads to itself, and of a name that none can have. */
const NO_PATH = /not a directory|invalid argument|too many (levels of symbolic )?links|file name too long/i;

/** Such a path is a fault of its own to the engine, and it says which only where an answer has a body. */
async function exists(container: Docker.Container, path: string, abortSignal: AbortSignal): Promise<boolean> {
  try {
    const found = await absentAsNull(() => container.infoArchive({ path, abortSignal }));
    // It has no body, but who does not read it to its end keeps the connection, and with it this process.
    found?.resume();
    return found !== null;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 500) throw error;
    const told = await container.getArchive({ path, abortSignal }).catch((reason: Error) => reason);
    if (told instanceof Error && NO_PATH.test(told.message)) return false;
    throw error;
  }
}
