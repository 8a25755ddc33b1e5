import type { Scan, ServiceBuild } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { imageOf } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import { scanImages } from './scan.ts';

/** Milliseconds at most for all images of a submission. */
export const SCAN_TIMEOUT = 120_000;
/** Share of the total time: what the scanner takes must not be missing to the submission. */
const SCAN_SHARE = 0.2;

/** Scans what was built, where a scanner is configured. `fault` is a word for the time line: a scanner that fails is no fact about the submission. */
export async function scanBuilt(
  context: RunContext,
  builds: readonly ServiceBuild[],
): Promise<{ scans?: Scan[]; fault: Text | null }> {
  const { scanner, engine, job, signal, mask } = context;
  const images = builds.flatMap(({ service, outcome }) =>
    outcome === 'built' ? [{ service, reference: imageOf(job.id, service) }] : [],
  );
  if (scanner === null || images.length === 0) return { fault: null };
  context.say('trivy');
  const timeout = Math.min(SCAN_TIMEOUT, job.assignment.limits.time * 1000 * SCAN_SHARE);
  const { scans, fault } = await scanImages(scanner, { host: engine.info.host, images, signal, timeout });
  if (fault === null) return { scans, fault };
  const why = mask(fault);
  return { scans, fault: { en: `the scanner failed (${why})`, es: `falló el escáner (${why})` } };
}
