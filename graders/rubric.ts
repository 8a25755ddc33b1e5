import type { Rubric } from '../src/core/judge.ts';

/** Points of the three activities, for exactly the graders that are there: what is not there yet is not made up for. */
export const defaultRubric: Rubric = {
  'dockerfile-present': 3,
  'image-builds': 12,
  'base-images-pinned': 2,
  'base-images-trusted': 0,
  'dependency-layer-cached': 3,
  'build-context-clean': 2,
  'image-size': 2,
  'runs-as-non-root': 2,
  'one-process-per-container': 2,
  'stops-gracefully': 2,
  'ephemeral-container': 0,

  'compose-present': 3,
  'stack-starts': 10,
  'app-responds': 8,
  'endpoints-work': 10,
  'database-is-a-service': 3,
  'app-uses-database': 4,
  'services-found-by-name': 2,
  'database-not-exposed': 0,
  'starts-in-order': 2,
  'recovers-from-database-outage': 2,
  'restarts-after-crash': 0,
  'secrets-outside-the-file': 1,
  'healthchecks-honest': 0,
  'compose-up-to-date': 0,

  'database-volume-declared': 5,
  'database-survives-restart': 3,
  'database-survives-recreation': 10,
  'stack-survives-down-up': 5,
  'fresh-volume-is-empty': 2,

  'ci-builds-image': 0,
  'readme-tells-how-to-start': 0,
  'kubernetes-manifests-valid': 0,
  'no-known-vulnerabilities': 0,
};
