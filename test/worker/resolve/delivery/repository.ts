import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeliveryFacts } from '../../../../src/core/evidence/index.ts';
import { readDelivery } from '../../../../worker/resolve/delivery/index.ts';

/** What is read from a repository of these files. `prepare` does to its folder what files cannot. */
export async function deliveryOf(
  files: Record<string, string>,
  prepare: (root: string) => Promise<void> = async () => undefined,
): Promise<DeliveryFacts> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-delivery-')));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await prepare(root);
    return await readDelivery(root);
  } finally {
    await rm(root, { recursive: true });
  }
}
