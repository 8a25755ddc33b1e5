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
      const found = await Promise.all(
        paths.map((path) => absentAsNull(() => container.infoArchive({ path, abortSignal }))),
      );
      return paths.filter((_, at) => found[at] !== null);
    } finally {
      await container.remove({ force: true, v: true });
    }
  });
}
