import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComposeModel } from '../../admission/admit.ts';
import { keptContext } from '../../build/keep-context.ts';
import type { ComposeCall } from '../../engine/engine.ts';
import { imageOf } from '../../engine/labels.ts';
import type { RunContext } from '../../stages/stage.ts';
import { admittedCall } from '../../stages/workpieces.ts';

/** The tag of images that are built once more: the stack goes on with its own. */
export const REBUILT = 'rebuilt';

/** The admitted file with every build in the kept copy of its context, and every built image under a tag of its own; labels stay, so that the teardown finds them. */
export async function rebuildFile(context: RunContext): Promise<{ call: ComposeCall; model: ComposeModel }> {
  const call = admittedCall(context);
  const model: ComposeModel = JSON.parse(await readFile(call.files[0] ?? '', 'utf8'));
  const moved = mover(join(context.folder, 'context'), keptContext(context));
  for (const [name, service] of Object.entries(model.services)) {
    const { build } = service;
    if (build === undefined) continue;
    service.image = imageOf(context.job.id, name, REBUILT);
    if (build.context !== undefined) build.context = moved(build.context);
    if (build.dockerfile !== undefined) build.dockerfile = moved(build.dockerfile);
    for (const [key, source] of Object.entries(build.additional_contexts ?? {}))
      build.additional_contexts = { ...build.additional_contexts, [key]: moved(source) };
  }
  const file = join(context.folder, 'compose-rebuild.json');
  await writeFile(file, JSON.stringify(model));
  return { call: { ...call, files: [file] }, model };
}

/** Paths below one folder become the same paths below the other; everything else stays as it is. */
function mover(from: string, to: string): (path: string) => string {
  return (path) => (path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path);
}
