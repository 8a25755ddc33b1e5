import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComposeModel } from '../admission/model.ts';
import { written } from '../admission/written.ts';
import type { ComposeCall } from '../engine/engine.ts';

/**
 * The same call with a file of another name in `folder` that says something else. It is written as the admitted one is: Compose must read in it what is meant.
 * @param change what is to be different in the model
 */
export async function withChange(
  folder: string,
  call: ComposeCall,
  name: string,
  change: (model: ComposeModel) => void,
): Promise<ComposeCall> {
  const model: ComposeModel = JSON.parse(await readFile(call.files[0] ?? '', 'utf8'));
  change(model);
  const file = join(folder, name);
  await writeFile(file, written(model));
  return { ...call, files: [file] };
}
