import { sealFor } from '../../../worker/sealed/index.ts';
import { DockgradeError } from '../../core/errors.ts';
import type { Check } from './check.ts';

/** How Compose files of strangers are read here, found out by reading one. */
export async function checkSeal(host: string): Promise<Check> {
  const id = 'seal';
  try {
    const { kind } = await sealFor(host);
    return { id, outcome: 'ok', message: `Compose files are read ${HOW[kind]}` };
  } catch (error) {
    if (!(error instanceof DockgradeError)) throw error;
    return { id, outcome: 'fail', message: error.message, ...(error.remedy && { remedy: error.remedy }) };
  }
}

const HOW = {
  bubblewrap: 'in a seal of bubblewrap: without network, engine, environment and files of this machine',
  container: 'in a closed container of the engine, because bubblewrap does not work here: that is slower',
};
