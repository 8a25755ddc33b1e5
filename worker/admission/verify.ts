import { DockgradeError } from '../../src/core/errors.ts';
import type { ComposeCall, Engine } from '../engine/engine.ts';
import { differences } from './fixed-point.ts';
import type { ComposeModel } from './model.ts';

const TIMEOUT = 15_000;

/**
 * Has Compose load the file that is to run, and holds what it understands against what was admitted: a loader that reads it differently must
 * not get to run it (threats.md, section 1, step 6).
 * @throws DockgradeError `internal` with the paths that differ
 */
export async function verifyAdmitted(
  engine: Engine,
  call: ComposeCall,
  model: ComposeModel,
  signal: AbortSignal,
): Promise<void> {
  const { exitCode, stdout, stderr } = await engine.compose(call, ['config', '--format', 'json'], {
    signal,
    timeout: TIMEOUT,
  });
  const wrong = exitCode === 0 ? differences(model, JSON.parse(stdout)) : [stderr.trim().slice(0, 500)];
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
