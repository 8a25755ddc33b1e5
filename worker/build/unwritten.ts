import type { DockerfileFacts, Evidence } from '../../src/core/evidence/index.ts';
import { masker } from '../resolve/secrets.ts';
import { secretValues } from './secrets.ts';

/** Where values are written; names of images and paths stay as they are. */
const KEYWORDS = /^(ENV|ARG|RUN|CMD|ENTRYPOINT|HEALTHCHECK|LABEL)$/;

/**
 * The evidence as it leaves the worker: secrets that stand in Dockerfiles and health checks are hidden. Before that the stages need them, to
 * find them again in logs and images.
 */
export function withoutWrittenSecrets(evidence: Evidence, mask: (text: string) => string): Evidence {
  if (!evidence.resolve) return evidence;
  const services = evidence.resolve.services.map(({ healthcheck, ...service }) => ({
    ...service,
    healthcheck: healthcheck && { ...healthcheck, test: mask(healthcheck.test) },
  }));
  return {
    ...evidence,
    resolve: { ...evidence.resolve, services, dockerfiles: evidence.resolve.dockerfiles.map(hidden) },
  };
}

function hidden(file: DockerfileFacts): DockerfileFacts {
  const mask = masker(new Set(secretValues(file)), new Set());
  const instructions = file.instructions.map((one) =>
    KEYWORDS.test(one.keyword) ? { ...one, text: mask(one.text) } : one,
  );
  return { ...file, instructions };
}
