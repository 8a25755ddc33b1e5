import { gib, openDataFolder, SPACE } from '../../../worker/data-folder.ts';
import { run } from '../../../worker/engine/command.ts';
import { ownEngineFits } from '../../../worker/engine/own/index.ts';
import { DockgradeError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import { compareVersions } from '../../core/versions.ts';
import type { Check } from './check.ts';

const OLDEST_NODE = '24.0.0';

export function checkNode(): Check {
  const { node } = process.versions;
  if (compareVersions(node, OLDEST_NODE) >= 0) return { id: 'node', outcome: 'ok', message: `Node ${node}` };
  return {
    id: 'node',
    outcome: 'fail',
    message: `Node ${node} is too old`,
    remedy: `Install Node ${OLDEST_NODE} or newer, or run make.`,
  };
}

export async function checkGit(signal: AbortSignal): Promise<Check> {
  try {
    const { stdout } = await run('git', ['--version'], { signal, timeout: 10_000 });
    return { id: 'git', outcome: 'ok', message: stdout.trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { id: 'git', outcome: 'fail', message: 'git is missing', remedy: 'Install the package git.' };
  }
}

/** The data folder: whether it can be written to, and how much room there is. */
export async function checkData({ data }: Settings): Promise<Check> {
  try {
    const free = await openDataFolder(data);
    const message = `data folder ${data}, ${gib(free)} GiB free`;
    if (free >= SPACE.comfortable) return { id: 'data', outcome: 'ok', message };
    const remedy = `Make room (${gib(SPACE.comfortable)} GiB are comfortable), or choose another folder in DOCKGRADE_DATA.`;
    return { id: 'data', outcome: free < SPACE.needed ? 'fail' : 'warn', message, remedy };
  } catch (error) {
    if (!(error instanceof DockgradeError)) throw error;
    return { id: 'data', outcome: 'fail', message: error.message, ...(error.remedy && { remedy: error.remedy }) };
  }
}

/** Whether root on Linux gets an engine of dockgrade's own. Nothing to say where an engine was given, or for others than root. */
export function checkOwnEngine({ dockerHost }: Settings): Check[] {
  if (dockerHost !== null || process.getuid?.() !== 0) return [];
  const fits = ownEngineFits();
  if (fits.fits) return [{ id: 'own-engine', outcome: 'ok', message: "dockgrade's own engine can run here" }];
  const { message, remedy } = fits.reason;
  return [{ id: 'own-engine', outcome: 'warn', message: `${message}; the machine's engine is used instead`, remedy }];
}
