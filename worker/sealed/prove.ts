import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withScratch } from '../scratch.ts';
import { loadSealed } from './load.ts';
import type { Seal } from './seal.ts';

/** A project that asks for what it is given, for a file beside it and for a variable of this process. */
const PROJECT = `services:
  proof:
    image: proof
    env_file: [{ path: ../beside.env, required: false }]
    environment: [GIVEN, PATH]
`;

/** Has a seal read that project. Throws with what came of it, unless it was read and saw nothing but what it was given. */
export async function prove(seal: Seal, signal: AbortSignal): Promise<void> {
  await withScratch('seal', async (folder) => {
    const root = join(folder, 'checkout');
    const file = join(root, 'compose.yaml');
    await mkdir(root);
    await writeFile(file, PROJECT);
    await writeFile(join(folder, 'beside.env'), 'BESIDE=seen\n');
    // In a container nobody reads it, whatever the umask of this process.
    await chmod(root, 0o755);
    await chmod(file, 0o644);
    const call = { project: 'proof', root, folder: root, files: [file], visible: [root], variables: { GIVEN: 'yes' } };
    const load = await loadSealed(seal, call, signal);
    if (load.outcome !== 'read') throw new Error(`${load.outcome}: ${load.said.trim()}`.slice(0, 300));
    const { GIVEN, PATH, BESIDE } = (load.model as Proof).services.proof.environment;
    if (GIVEN !== 'yes' || PATH || BESIDE !== undefined) throw new Error('the seal does not hold what it should');
  });
}

interface Proof {
  services: { proof: { environment: Record<string, string | null> } };
}
