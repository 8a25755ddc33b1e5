import { isAbsolute, relative } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import type { CommandResult } from '../engine/command.ts';
import type { ComposeCall } from '../engine/engine.ts';
import { CHECKOUT, toSealed, withoutSealed, withRealPaths } from './paths.ts';
import { SEALED, type Seal } from './seal.ts';

/** A Compose project, and what of the machine its loader may see. Paths are absolute and real. */
export interface LoadCall extends ComposeCall {
  /** The folder that takes the place of the repository; `folder`, `files` and `visible` lie in it. */
  root: string;
  /** What may be read: `[root]`, or single files in it. */
  visible: readonly string[];
}

/**
 * What became of it: `read` with Compose's canonical JSON, `refused` when Compose says that something is wrong, else why it did not come to an end.
 * Paths in `model` are those of the machine, paths in `said` are relative to `root`.
 */
export type Load =
  | { outcome: 'read'; model: unknown; said: string }
  | { outcome: 'refused' | 'out-of-time' | 'out-of-memory' | 'too-long' | 'crashed'; said: string };

/**
 * Has Compose read a project in a seal. Nobody's environment reaches the file: variables are those of the call, and `PWD`, its own folder.
 * @throws DockgradeError `deadline-exceeded` when this machine is too busy; as `Seal.run`
 */
export async function loadSealed(seal: Seal, call: LoadCall, signal: AbortSignal): Promise<Load> {
  for (const path of [call.folder, ...call.files, ...call.visible]) mustBeInside(call.root, path);
  const folder = toSealed(call.root, call.folder);
  const files = call.files.flatMap((file) => ['--file', toSealed(call.root, file)]);
  const options = ['--ansi', 'never', '--progress', 'plain', '--env-file', '/dev/null'];
  const result = await seal.run(
    {
      args: [...options, '--project-name', call.project, '--project-directory', folder, ...files, ...CONFIG],
      visible: call.visible.map((from) => ({ from, at: toSealed(call.root, from) })),
      folder,
      variables: { ...call.variables, PWD: folder },
    },
    signal,
  );
  // Its CPU time bounds what a file can take; who needs longer than that by the clock was kept waiting by this machine.
  if (result.timedOut) {
    throw new DockgradeError(
      'deadline-exceeded',
      `Compose had too little of this machine to read a file within ${SEALED.wall / 1000} s.`,
      {
        remedy: 'Let fewer submissions run at once (DOCKGRADE_CONCURRENCY).',
      },
    );
  }
  const outcome = outcomeOf(result);
  const said = outcome === 'crashed' || outcome === 'out-of-memory' ? '' : withoutSealed(result.stderr);
  if (outcome !== 'read') return { outcome, said };
  return { outcome, model: withRealPaths(JSON.parse(result.stdout), call.root), said };
}

const CONFIG = ['config', '--format', 'json'];

/** 128 and the number of the signal, as a shell would say it. */
const KILLED = 128 + 9;

function outcomeOf({ exitCode, stdout, stderr }: CommandResult): Load['outcome'] {
  if (exitCode === null) return 'crashed';
  if (exitCode === KILLED) return 'out-of-time';
  // What a Go program says when it breaks down. Of its own errors Compose says no such thing.
  if (exitCode === 2 && /^(runtime: |fatal error: |panic: |SIG[A-Z]+: |goroutine )/m.test(stderr))
    return /out of memory|cannot allocate memory|^runtime: mmap|pthread_create failed/m.test(stderr)
      ? 'out-of-memory'
      : 'crashed';
  if (exitCode !== 0) return 'refused';
  return Buffer.byteLength(stdout) >= SEALED.output ? 'too-long' : 'read';
}

function mustBeInside(root: string, path: string): void {
  const way = relative(root, path);
  if (isAbsolute(way) || /^\.\.(\/|$)/.test(way)) throw new Error(`${CHECKOUT} would not hold ${path}`);
}
