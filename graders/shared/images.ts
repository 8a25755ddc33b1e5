import { buildCause } from '../../src/core/cause.ts';
import type { BuildEvidence, ImageFacts, ResolveEvidence } from '../../src/core/evidence/index.ts';
import { type Cause, composeCause, dockerfileCause } from './cause.ts';

/** There is no finished image to look into. */
export function imageCause(resolve: ResolveEvidence, build: BuildEvidence): Cause | null {
  if (build.builds.some((one) => one.image !== null)) return null;
  return (
    composeCause(resolve) ??
    dockerfileCause(resolve) ??
    buildCause(build) ?? {
      by: 'image-builds',
      message: { en: 'Not looked at: no image was built.', es: 'No se miró: no se construyó ninguna imagen.' },
    }
  );
}

/** The finished images of the applications: what the student wrote, no database. */
export function applicationImages(
  resolve: ResolveEvidence,
  build: BuildEvidence,
): { service: string; image: ImageFacts }[] {
  return build.builds.flatMap(({ service, image }) =>
    image !== null && resolve.applications.includes(service) ? [{ service, image }] : [],
  );
}

/** Something that was found in a finished image. */
export type ImageContent = NonNullable<ImageFacts['contains']>[number];

export const notLookedInto: Cause = {
  by: 'build',
  message: {
    en: 'Not looked at: no image of an application could be looked into.',
    es: 'No se miró: no se pudo mirar dentro de ninguna imagen de aplicación.',
  },
};

/** Decimal megabytes, as `docker images` shows them. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
