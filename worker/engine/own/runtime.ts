import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DockgradeError } from '../../../src/core/errors.ts';
import { ENGINE_PATH } from './fits.ts';

/** How dockerd is told of a runtime: a program that speaks runc's language, or a kind of containerd's. */
type Registration = { path: string } | { runtimeType: string };

/**
 * What an engine of our own must know of the runtime that the operator chose: a program by its path or its name (`runsc`), or what containerd finds as
 * `containerd-shim-NAME-v2` (`kata`). null where there is nothing to say.
 * @throws DockgradeError `setting-invalid` where there is no such program
 */
export function registrationOf(runtime: string | null): Record<string, Registration> | null {
  if (runtime === null || runtime === 'runc') return null;
  const name = runtimeName(runtime);
  const path = runtime.startsWith('/') ? existing(runtime) : installed(runtime);
  if (path !== null) return { [name]: { path } };
  if (installed(`containerd-shim-${runtime}-v2`) !== null)
    return { [name]: { runtimeType: `io.containerd.${runtime}.v2` } };
  throw new DockgradeError('setting-invalid', `DOCKGRADE_RUNTIME is "${runtime}", and there is no such program here`, {
    remedy: `Install it in one of ${ENGINE_PATH.replaceAll(':', ', ')}, or give its path.`,
  });
}

/** The name by which an engine knows a runtime: what stands behind `runtime:` in a Compose file. */
export function runtimeName(runtime: string): string {
  return basename(runtime);
}

function installed(program: string): string | null {
  return (
    ENGINE_PATH.split(':')
      .map((folder) => existing(join(folder, program)))
      .find((path) => path !== null) ?? null
  );
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}
