import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { secondsOf } from '../admission/duration.ts';

/** Services whose Dockerfile has a health check → seconds that it leaves for starting. A stage may hand its check on to a later one, so any counts. */
export function imageChecks(dockerfiles: readonly DockerfileFacts[]): Map<string, number> {
  const checks = new Map<string, number>();
  for (const { service, instructions } of dockerfiles) {
    for (const { keyword, text } of instructions) {
      if (keyword !== 'HEALTHCHECK' || /^none\s*$/i.test(text)) continue;
      const period = secondsOf(/--start-period=(\S+)/.exec(text)?.[1]) ?? 0;
      checks.set(service, Math.max(period, checks.get(service) ?? 0));
    }
  }
  return checks;
}
