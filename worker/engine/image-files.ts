import type Docker from 'dockerode';
import { absentAsNull, engineCall } from './faults.ts';

/** Looks paths up in a container that was created from the image and never started: nothing of the student's runs. */
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
      const found = await Promise.all(paths.map((path) => exists(container, path, abortSignal)));
      return paths.filter((_, at) => found[at]);
    } finally {
      await container.remove({ force: true, v: true });
    }
  });
}

/** What the engine says of a path below a file (`/app/server.js/.git`), of a link that leads to itself, and of a name that none can have. */
const NO_PATH = /not a directory|too many (levels of symbolic )?links|file name too long/i;

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
