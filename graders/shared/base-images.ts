import type { ImageReference, ResolveEvidence } from '../../src/core/evidence/index.ts';

/** What is taken from elsewhere. The `image` of a service with `build` only names what it builds; `$` was not known when it was read. */
export function baseImages(resolve: ResolveEvidence): ImageReference[] {
  return [
    ...resolve.dockerfiles.flatMap((file) =>
      file.stages.flatMap((stage) => (stage.internal || stage.from.reference.includes('$') ? [] : [stage.from])),
    ),
    ...resolve.services.flatMap((service) => (service.build === null && service.image ? [service.image] : [])),
  ];
}
