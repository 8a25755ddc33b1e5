import type { Settings } from '../../core/settings.ts';
import type { Check } from './check.ts';
import { checkEngine } from './engine.ts';
import { checkData, checkGit, checkNode, checkOwnEngine } from './machine.ts';
import { checkService } from './service.ts';

export type { Check } from './check.ts';

/** All checks, in the order in which one builds on the other. The engine is connected only where dockgrade's folder can be used. */
export async function examine(settings: Settings, signal: AbortSignal): Promise<Check[]> {
  const data = await checkData(settings);
  const checks = [checkNode(), await checkGit(signal), data, ...checkOwnEngine(settings)];
  if (data.outcome === 'fail') return checks;
  return [...checks, ...(await checkEngine(settings, signal)), ...(await checkService(settings, signal))];
}
