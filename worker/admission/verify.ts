import { DockgradeError } from '../../src/core/errors.ts';
import type { ComposeCall } from '../engine/engine.ts';
import { loadSealed } from '../sealed/load.ts';
import type { Seal } from '../sealed/seal.ts';
import { differences } from './fixed-point.ts';
import type { ComposeModel } from './model.ts';

/**
 * Has Compose load the file that is to run, and holds what it understands against what was admitted: a loader that reads it differently must
 * not get to run it (threats.md, section 1, step 6).
 * @throws DockgradeError `internal` with the paths that differ
 */
export async function verifyAdmitted(
  seal: Seal,
  call: ComposeCall,
  model: ComposeModel,
  signal: AbortSignal,
): Promise<void> {
  const load = await loadSealed(seal, { ...call, root: call.folder, visible: call.files }, signal);
  const wrong =
    load.outcome === 'read' ? differences(model, load.model) : [`${load.outcome} ${load.said}`.trim().slice(0, 500)];
  if (wrong.length > 0) {
    throw new DockgradeError(
      'internal',
      `Compose understands the admitted file differently: ${wrong.slice(0, 5).join(', ')}`,
      {
        remedy: 'Nothing was run. Please report it with the Compose file.',
      },
    );
  }
}
