import { randomUUID } from 'node:crypto';
import { DockgradeError } from '../../src/core/errors.ts';
import { type CommandResult, run } from '../engine/command.ts';
import { SEALED, type Seal } from './seal.ts';

/**
 * Seals with a container of the engine: where there is no bubblewrap, or the kernel does not let it work. The engine must see the files of this machine.
 * @param image holds Compose, at the path `program`
 */
export function container(host: string, image: string, program: string): Seal {
  return {
    kind: 'container',
    async run({ args, visible, folder, variables }, signal) {
      const name = `dockgrade-sealed-${randomUUID()}`;
      const mounts = visible.flatMap(({ from, at }) => [
        '--mount',
        `type=bind,"source=${from}","target=${at}",readonly`,
      ]);
      // A name alone takes its value from the client's environment: values are no arguments, which everybody on this machine can read.
      const given = Object.keys(variables).filter((variable) => !Object.hasOwn(NOTHING, variable));
      const named = given.flatMap((variable) => ['--env', variable]);
      const options = [...RUN, ...CLOSED, '--name', name, ...mounts, ...named, '--workdir', folder];
      const command = [...options, '--entrypoint', program, image, ...args];
      const limits = { timeout: SEALED.wall, maxBytes: SEALED.output };
      const env = { ...variables, ...client(host) };
      let result: CommandResult | undefined;
      try {
        result = await run('docker', command, { signal, env, ...limits });
        if (FAULTS.includes(result.exitCode ?? 0)) {
          throw new DockgradeError(
            'engine-failed',
            `The engine could not seal Compose: ${result.stderr.trim().slice(0, 500)}`,
          );
        }
        return result;
      } finally {
        // Killed, the client leaves the container behind.
        if (result === undefined || result.timedOut) await removeContainer(host, name);
      }
    },
  };
}

/** The environment of the client program: no variable of the call can bend it. */
export function client(host: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    DOCKER_CONFIG: '/nonexistent',
    DOCKER_HOST: host,
    DOCKER_CONTEXT: '',
  };
}

/** What an engine would set by itself. */
const NOTHING: Record<string, string> = { PATH: '', HOME: '', HOSTNAME: '' };

const RUN = ['run', '--rm', '--pull', 'never', '--log-driver', 'none', '--network', 'none'];
const CLOSED = [
  ...['--read-only', '--tmpfs', '/tmp:size=16m,noexec,nosuid,nodev'],
  ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--user', '65534:65534'],
  ...['--memory', `${SEALED.memory}`, '--memory-swap', `${SEALED.memory}`, '--pids-limit', `${SEALED.processes}`],
  ...['--ulimit', `cpu=${SEALED.cpu}:${SEALED.cpu}`, '--ulimit', 'core=0:0', '--ulimit', 'fsize=0:0'],
  ...['--ulimit', `data=${SEALED.memory}:${SEALED.memory}`],
  ...['--ulimit', `nofile=${SEALED.openFiles}:${SEALED.openFiles}`],
  ...Object.keys(NOTHING).flatMap((name) => ['--env', `${name}=`]),
];

/** What the client ends with when the engine refused, or could not start the program. Compose has no such code. */
const FAULTS = [125, 126, 127];

async function removeContainer(host: string, name: string): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  await run('docker', ['rm', '--force', name], { signal, timeout: 10_000, env: client(host) });
}
