import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProvablyDead, ownerOfThis } from '../../../worker/owner.ts';
import { DockgradeError } from '../../core/errors.ts';

/**
 * Takes the data folder for this process, so that no second service shares its Redis and its files. What a killed one left counts nothing.
 * Throws `conflict` while another runs. Returns what gives the folder back.
 */
export async function takeDataFolder(data: string): Promise<() => Promise<void>> {
  const file = join(data, 'serve.owner');
  const mine = ownerOfThis();
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await readFile(file, 'utf8').catch(() => '');
    // Empty: it is being written at this moment, or its writer was killed there.
    if (owner !== '' && !isProvablyDead(owner, true)) {
      throw new DockgradeError('conflict', `dockgrade already runs with the data folder ${data}`, {
        remedy:
          'Use that one, stop it, or give this one another folder in DOCKGRADE_DATA and another port in DOCKGRADE_PORT.',
      });
    }
    await rm(file, { force: true });
  }
}
