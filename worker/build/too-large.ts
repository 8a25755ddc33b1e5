import type { BuildEvidence, ServiceBuild, ServiceFacts } from '../../src/core/evidence/index.ts';
import type { RunContext } from '../stages/stage.ts';

/** An image takes as much room as anything else that a submission writes. */
export function tooLarge(size: number, most: number): NonNullable<ServiceBuild['failure']> {
  return {
    instruction: null,
    exitCode: null,
    message: `the image has ${Math.round(size / 1_000_000)} MB`,
    where: null,
    limit: { kind: 'image', most },
  };
}

/** Those fetched images that are larger than the assignment allows. One that this run fetched is removed at once. */
export async function oversized(
  context: RunContext,
  pulls: BuildEvidence['pulls'],
  services: readonly ServiceFacts[],
): Promise<ServiceBuild[]> {
  const { engine, signal, job } = context;
  const most = job.assignment.limits.disk;
  const found: ServiceBuild[] = [];
  for (const { service, reference, outcome, seconds } of pulls) {
    const size = (await engine.image(reference, signal))?.Size ?? 0;
    if (size <= most) continue;
    if (outcome === 'pulled') await engine.removeImage(reference, signal);
    const where = services.find(({ name }) => name === service)?.image?.where ?? null;
    const failure = { ...tooLarge(size, most), where };
    found.push({ service, outcome: 'failed', seconds, log: '', steps: [], failure, image: null });
  }
  return found;
}
