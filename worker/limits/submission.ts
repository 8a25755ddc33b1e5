import type { EngineInfo } from '../engine/engine.ts';
import { projectOf } from '../engine/labels.ts';
import { type GroupLimits, removeGroup, requireGroup } from './control-groups.ts';

/** The control group of everything of one submission, as the engine names it: `/dockgrade-…/gJOB`; null in an engine that is not ours. */
export function groupOf({ group }: EngineInfo, job: string): string | null {
  return group === null ? null : `${group}/${projectOf(job)}`;
}

/**
 * Makes that group, so that what containers and builds of the submission take together stays within the assignment's limits.
 *
 * @throws DockgradeError `sandbox-missing` where it cannot be made: nothing may run without it
 */
export async function makeGroup(engine: EngineInfo, job: string, limits: GroupLimits): Promise<void> {
  const group = groupOf(engine, job);
  if (group !== null) await requireGroup(group, limits, 'A submission as a whole');
}

/** Removes it with whatever still runs in it. Returns how many are left: 0 or 1. */
export async function removeGroupOf(engine: EngineInfo, job: string): Promise<number> {
  const group = groupOf(engine, job);
  return group === null || (await removeGroup(group)) ? 0 : 1;
}
