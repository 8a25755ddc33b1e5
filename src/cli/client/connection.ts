import { readFile } from 'node:fs/promises';
import { DockgradeError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import type { Lang } from '../../core/text.ts';
import { teacherTokenFile } from '../serve/teacher-token.ts';

/** Where the service is, and who asks. */
export interface Connection {
  /** Without a slash at the end. */
  url: string;
  token: string;
  /** Of what it answers; English where nothing is said. */
  lang?: Lang;
}

/** On this machine alone: a token of its teacher never leaves it. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/**
 * DOCKGRADE_URL with DOCKGRADE_TOKEN; without one, and for a service of this machine, the token of its teacher, where this user may read it.
 * Throws `sign-in-needed`.
 */
export async function connectionOf({ url, token, data }: Settings): Promise<Connection> {
  const found = token ?? (LOCAL.includes(new URL(url).hostname) ? await localToken(data) : null);
  if (found === null) {
    throw new DockgradeError('sign-in-needed', `DOCKGRADE_TOKEN is not set, and ${url} asks who you are`, {
      remedy: TOKEN_REMEDY,
    });
  }
  if (/^[\x21-\x7e]+$/.test(found)) return { url, token: found };
  throw new DockgradeError(
    'setting-invalid',
    'DOCKGRADE_TOKEN does not fit, expected letters and signs without spaces',
    {
      remedy: TOKEN_REMEDY,
    },
  );
}

export const TOKEN_REMEDY =
  'Set DOCKGRADE_TOKEN to the last part of your personal link; your teacher can make you a new one.';
export const TOKEN_REMEDY_ES =
  'Pon en DOCKGRADE_TOKEN la última parte de tu enlace personal; tu docente puede hacerte uno nuevo.';

async function localToken(data: string): Promise<string | null> {
  try {
    return (await readFile(teacherTokenFile(data), 'utf8')).trim() || null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return null;
    throw error;
  }
}
