import type { DockerfileFacts, ResolveEvidence, ServiceFacts, Where } from '../../src/core/evidence/index.ts';

type Instruction = DockerfileFacts['instructions'][number];

/** A service as the Compose file describes it. */
export function factsOf(resolve: ResolveEvidence, service: string): ServiceFacts | undefined {
  return resolve.services.find(({ name }) => name === service);
}

/** The last instruction of a service's Dockerfile that fits, and its place. */
export function instructionOf(
  resolve: ResolveEvidence,
  service: string,
  fits: (instruction: Instruction) => boolean,
): (Instruction & { where: Where }) | undefined {
  const dockerfile = resolve.dockerfiles.find((one) => one.service === service);
  const found = dockerfile?.instructions.findLast(fits);
  return dockerfile && found && { ...found, where: { file: dockerfile.file, line: found.line } };
}

/** The place of the last instruction with this keyword whose text fits; the place of the service when there is none. */
export function lineOf(resolve: ResolveEvidence, service: string, keyword: RegExp, text = /./): Where | undefined {
  const found = instructionOf(resolve, service, (one) => keyword.test(one.keyword) && text.test(one.text));
  return found?.where ?? factsOf(resolve, service)?.where;
}

/** The line that says what a service runs: `CMD` or `ENTRYPOINT` of its Dockerfile, else the service. */
export function commandLine(resolve: ResolveEvidence, service: string): Where | undefined {
  return lineOf(resolve, service, /^(CMD|ENTRYPOINT)$/i);
}

/** The place where the build of a service failed, as the builder names it. */
export function failedLine(
  build: { builds: readonly { service: string; failure: { where: Where | null } | null }[] } | undefined,
  service: string,
): Where | undefined {
  return build?.builds.find((one) => one.service === service)?.failure?.where ?? undefined;
}

/** The folder that the commands of a service's image run in. */
export function workdirOf(resolve: ResolveEvidence, service: string): string {
  return instructionOf(resolve, service, ({ keyword }) => /^WORKDIR$/i.test(keyword))?.text.trim() ?? '/';
}
