import { serviceOf } from '../engine/docker.ts';
import type { Container } from '../engine/engine.ts';
import { breach } from '../inspect/breach.ts';
import { requireAsAdmitted } from '../inspect/index.ts';
import { sourceMismatches } from '../inspect/sources.ts';
import type { RunContext } from '../stages/stage.ts';

/**
 * Starts a container that is there and does not run. The engine follows links below its mounts anew, so these are looked at first.
 *
 * @returns false when its own command or mounts keep it from starting
 * @throws DockgradeError `sandbox-breached`
 */
export async function startAgain(context: RunContext, container: Container): Promise<boolean> {
  if (!context.work.inspected.has(container.Id)) await requireAsAdmitted(context);
  const mismatches = await sourceMismatches(context.folder, serviceOf(container), container);
  if (mismatches.length > 0) throw breach(mismatches);
  return context.engine.start(container.Id, context.signal);
}
