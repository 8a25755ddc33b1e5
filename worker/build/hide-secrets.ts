import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { composeModel } from '../compose/model.ts';
import { secretIn } from '../resolve/secrets.ts';
import type { RunContext } from '../stages/stage.ts';
import { secretValues } from './secrets.ts';

/** Builders fill variables in and say what they run: what is secret in build arguments and Dockerfiles must not come into a log. */
export function hideSecrets({ work }: RunContext, dockerfiles: readonly DockerfileFacts[]): void {
  const given = Object.values(composeModel.parse(work.model).services).flatMap(({ build }) =>
    Object.entries((build?.args ?? {}) as Record<string, string | null>),
  );
  for (const [name, value] of given) {
    const secret = secretIn(name, value ?? '');
    if (secret !== null) work.secrets.add(secret);
  }
  for (const secret of dockerfiles.flatMap(secretValues)) work.secrets.add(secret);
}
