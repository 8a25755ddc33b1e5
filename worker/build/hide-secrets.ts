import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { composeModel } from '../compose/model.ts';
import { secretIn } from '../resolve/secrets.ts';
import type { RunContext } from '../stages/stage.ts';
import { secretsWritten } from './secrets.ts';
import { dockerfileVariables } from './variables.ts';

/** Builders fill variables in and say what they run: what is secret in build arguments and Dockerfiles must not come into a log. */
export function hideSecrets({ work }: RunContext, dockerfiles: readonly DockerfileFacts[]): void {
  const given = Object.values(composeModel.parse(work.model).services).flatMap(({ build }) =>
    Object.entries((build?.args ?? {}) as Record<string, string | null>),
  );
  const written = dockerfiles.flatMap((file) => [
    ...dockerfileVariables(file).map(({ name, value }) => [name, value] as const),
    ...file.instructions.flatMap(({ text }) => secretsWritten(text)).map(({ name, value }) => [name, value] as const),
  ]);
  for (const [name, value] of [...given, ...written]) {
    const secret = secretIn(name, value ?? '');
    if (secret !== null) work.secrets.add(secret);
  }
}
