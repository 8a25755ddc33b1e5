import { DockgradeError } from '../../src/core/errors.ts';
import { run } from '../engine/command.ts';
import { type Program, SEALED, type Seal } from './seal.ts';
import { systemCallFilter } from './system-calls.ts';

/** Where the program lies in the seal. */
const PROGRAM = '/program';

const NAMESPACES = ['--unshare-all', '--die-with-parent', '--new-session'];
/** Nobody, without a capability, on a system of which not even the root folder can be written to. */
const NOBODY = ['--uid', '65534', '--gid', '65534', '--cap-drop', 'ALL', '--clearenv'];

/**
 * Seals with namespaces of the kernel (bubblewrap); works for root, and for others where the kernel lets them make user namespaces. Memory is bounded by what a process may
 * write to (RLIMIT_DATA): its address space says nothing, because Go reserves far more of it than it uses.
 */
export function bubblewrap(program: Program): Seal {
  const files = program.libraries.flatMap((path) => ['--ro-bind', path, path]);
  const fixed = [...NAMESPACES, ...NOBODY, ...files, '--ro-bind', program.path, PROGRAM];
  const filter = systemCallFilter(process.arch);
  if (filter) fixed.push('--seccomp', '3');
  return {
    kind: 'bubblewrap',
    async run({ args, visible, folder, variables }, signal) {
      const options = [
        ...fixed,
        ...visible.flatMap(({ from, at }) => ['--ro-bind', from, at]),
        ...['--dev-bind', '/dev/null', '/dev/null', '--remount-ro', '/', '--chdir', folder],
        ...Object.entries(variables).flatMap(([name, value]) => ['--setenv', name, value]),
      ];
      // Through a pipe, not as arguments: everybody on this machine can read those, and they may not be long.
      const input = options.map((option) => `${option}\0`).join('');
      const result = await run('prlimit', [...LIMITS, '--', 'bwrap', '--args', '0', '--', PROGRAM, ...args], {
        signal,
        timeout: SEALED.wall,
        maxBytes: SEALED.output,
        input,
        ...(filter && { third: filter }),
      });
      if (result.stderr.startsWith('bwrap: ')) {
        throw new DockgradeError(
          'sandbox-missing',
          `bubblewrap could not seal Compose: ${result.stderr.slice(7, 500).trim()}`,
          {
            remedy: '`dockgrade doctor` says what is in its way.',
          },
        );
      }
      return result;
    },
  };
}

const LIMITS = [
  `--data=${SEALED.memory}`,
  `--cpu=${SEALED.cpu}`,
  `--nofile=${SEALED.openFiles}`,
  '--fsize=0',
  '--core=0',
];
