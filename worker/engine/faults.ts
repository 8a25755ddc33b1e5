import { DockgradeError } from '../../src/core/errors.ts';

/**
 * Turns what dockerode throws into a fault with a code. An abort is not waited out: the call is left and the signal's reason thrown.
 */
export async function engineCall<T>(what: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const left = Promise.withResolvers<never>();
  const leave = () => left.reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([call(), left.promise]);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof DockgradeError ? error : engineFault(what, error);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Like `engineCall`, for objects that may be gone already: their absence is what was wanted. */
export async function unlessGone(what: string, signal: AbortSignal, call: () => Promise<unknown>): Promise<void> {
  await engineCall(what, signal, () => absentAsNull(call));
}

/** The result, or null when the engine answers 404 (not found), 304 (already so) or 409 (its removal is under way, or it is down at the moment). */
export async function absentAsNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    const { statusCode, message } = error as { statusCode?: number; message: string };
    if (statusCode === 404 || statusCode === 304) return null;
    if (statusCode === 409 && /already in progress|is not running|is restarting/.test(message)) return null;
    throw error;
  }
}

/**
 * False when the runtime cannot start a container, or a program in one, as it was created, or its list of users was taken away: that is the
 * container's own doing, unless the disk is full.
 */
export async function unlessRuntimeRefuses(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    const { statusCode = 0, message } = error as { statusCode?: number; message: string };
    const itsOwn = ITS_OWN.test(message) && !/no space left on device/.test(message);
    if (itsOwn && [400, 500].includes(statusCode)) return false;
    throw error;
  }
}

const ITS_OWN = /OCI runtime|(mount|bind) source path|unable to find (user|group) /;

function engineFault(what: string, error: unknown): DockgradeError {
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (code === 'EACCES' || code === 'EPERM') {
    return new DockgradeError('engine-not-permitted', `The engine refuses this user (${what}).`, {
      cause: error,
      remedy: 'Run as a user of the "docker" group, or as root.',
    });
  }
  if (statusCode === undefined) {
    return new DockgradeError(
      'engine-unreachable',
      `The engine does not answer (${what}): ${message ?? String(error)}`,
      {
        cause: error,
        remedy: 'Start the engine, or set DOCKER_HOST to the address of one that runs.',
      },
    );
  }
  if (/no space left on device/.test(message ?? '')) {
    return new DockgradeError('disk-full', `The engine's disk is full (${what}).`, {
      cause: error,
      remedy: 'Free some space.',
    });
  }
  return new DockgradeError('engine-failed', `The engine failed (${what}): ${message ?? String(error)}`, {
    cause: error,
  });
}
