import { join } from 'node:path';
import type { ComposeModel } from '../../admission/admit.ts';
import { keptContext } from '../../build/keep-context.ts';
import type { RunContext } from '../../stages/stage.ts';
import { admittedModel } from '../../stages/workpieces.ts';

/** The tag of images that are built once more: the stack goes on with its own. */
export const REBUILT = 'rebuilt';

/** The admitted file with every build in the kept copy of its context, its secrets too; labels stay, so that the teardown finds what comes of it. */
export function movedModel(context: RunContext): ComposeModel {
  const model = structuredClone(admittedModel(context));
  const moved = mover(join(context.folder, 'context'), keptContext(context));
  // What a container has put in the place of a secret may be a link, and the builder reads it with our rights.
  for (const secret of Object.values(model.secrets)) if (secret.file !== undefined) secret.file = moved(secret.file);
  for (const { build } of Object.values(model.services)) {
    if (build === undefined) continue;
    if (build.context !== undefined) build.context = moved(build.context);
    if (build.dockerfile !== undefined) build.dockerfile = moved(build.dockerfile);
    for (const [key, source] of Object.entries(build.additional_contexts ?? {}))
      build.additional_contexts = { ...build.additional_contexts, [key]: moved(source) };
  }
  return model;
}

/** Paths below one folder become the same paths below the other; everything else stays as it is. */
function mover(from: string, to: string): (path: string) => string {
  return (path) => (path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path);
}
