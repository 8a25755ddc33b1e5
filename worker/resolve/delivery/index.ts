import type { DeliveryFacts } from '../../../src/core/evidence/index.ts';
import { filesIn } from './files.ts';
import { readManifests } from './manifests.ts';
import { readReadmes } from './readmes.ts';
import { readWorkflows } from './workflows.ts';

/**
 * What the repository says beside its Docker files.
 * @param root real path of the checkout
 */
export async function readDelivery(root: string): Promise<DeliveryFacts> {
  const files = await filesIn(root);
  const [readmes, workflows, manifests] = await Promise.all([
    readReadmes(root, files),
    readWorkflows(root, files),
    readManifests(root, files),
  ]);
  return { readmes, workflows, manifests };
}
