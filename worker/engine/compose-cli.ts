import { join } from 'node:path';
import { composePath } from '../sealed/programs.ts';
import { type CommandResult, run } from './command.ts';
import type { ComposeCall, Limits } from './engine.ts';

/** The program that `docker compose` would run; called by itself it takes half the time. Looked for once. */
let program: string | undefined;

/**
 * One call of the Compose CLI. Its environment is made from nothing: the variables of the call, and above them those that decide what
 * the client itself does, so that no variable can bend it (threats.md ENV-1 to ENV-4, ENV-10).
 */
export async function composeCli(
  host: string,
  client: string,
  call: ComposeCall,
  args: readonly string[],
  limits: Limits,
): Promise<CommandResult> {
  const files = call.files.flatMap((file) => ['--file', file]);
  const options = [
    '--ansi',
    'never',
    '--progress',
    'plain',
    '--project-name',
    call.project,
    '--project-directory',
    call.folder,
  ];
  program ??= await composePath(limits.signal);
  return run(program, [...options, ...files, ...args], {
    ...limits,
    cwd: client,
    env: { ...call.variables, ...clientEnvironment(host, client) },
    maxBytes: 8 * 1024 * 1024,
  });
}

/** What every client program sees. `client` holds a config.json that says where plugins lie, and nothing else. */
export function clientEnvironment(host: string, client: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: client,
    LANG: 'C.UTF-8',
    DOCKER_HOST: host,
    DOCKER_CONFIG: client,
    BUILDX_CONFIG: join(client, 'buildx'),
    BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    BUILDX_GIT_INFO: '0',
    COMPOSE_DISABLE_ENV_FILE: '1',
    COMPOSE_MENU: 'false',
  };
}
