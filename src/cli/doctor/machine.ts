import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { run } from '../../../worker/engine/command.ts';
import { ownEngineFits } from '../../../worker/engine/own/index.ts';
import type { Settings } from '../../core/settings.ts';
import { type Check, compareVersions } from './check.ts';

const OLDEST_NODE = '24.0.0';
const GIB = 1024 ** 3;
/** Below the first a run cannot be expected to end well, below the second some large image may not fit. */
const DISK = { needed: 2 * GIB, comfortable: 10 * GIB };

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
    await mkdir(data, { recursive: true });
    await access(data, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy = 'Give dockgrade another folder in DOCKGRADE_DATA.';
    return { id: 'data', outcome: 'fail', message: `the data folder ${data} cannot be written to (${code})`, remedy };
  }
  const { bavail, bsize } = await statfs(data);
  const free = bavail * bsize;
  const message = `data folder ${data}, ${(free / GIB).toFixed(1)} GiB free`;
  if (free >= DISK.comfortable) return { id: 'data', outcome: 'ok', message };
  const remedy = `Make room (${DISK.comfortable / GIB} GiB are comfortable), or choose another folder in DOCKGRADE_DATA.`;
  return { id: 'data', outcome: free < DISK.needed ? 'fail' : 'warn', message, remedy };
}

/** Whether root on Linux gets an engine of dockgrade's own. Nothing to say where an engine was given, or for others than root. */
export function checkOwnEngine({ dockerHost }: Settings): Check[] {
  if (dockerHost !== null || process.getuid?.() !== 0) return [];
  const fits = ownEngineFits();
  if (fits.fits) return [{ id: 'own-engine', outcome: 'ok', message: "dockgrade's own engine can run here" }];
  const { message, remedy } = fits.reason;
  return [{ id: 'own-engine', outcome: 'warn', message: `${message}; the machine's engine is used instead`, remedy }];
}
