import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withoutCredentials } from '../core/address.ts';
import { DockgradeError } from '../core/errors.ts';

/** What a job calls its repository: an HTTP(S) URL as it was given, or the absolute path of a folder that is there. */
export async function repositoryOf(argument: string): Promise<string> {
  // A variable of a script that is not set; `resolve` would make the current folder of it.
  if (argument.trim() === '')
    throw usage('the repository is an empty text', 'Give an https:// URL or a folder; `.` is the current one.');
  if (/^https?:\/\//i.test(argument)) {
    if (URL.canParse(argument)) return argument;
    throw usage(`${JSON.stringify(withoutCredentials(argument))} is not a URL`);
  }
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(argument) || /^[\w.-]+@[\w.-]+:/.test(argument)) {
    throw usage(`${JSON.stringify(withoutCredentials(argument))} is no repository that dockgrade can fetch`);
  }
  const folder = resolve(argument);
  const kind = await kindOf(folder);
  if (kind === 'folder') return folder;
  if (kind === 'file') throw usage(`${JSON.stringify(argument)} is a file`);
  const host = /^([\w-]+\.)+[a-z]{2,}\/./i.test(argument) ? ` Did you mean https://${argument}?` : '';
  throw usage(`there is no folder ${JSON.stringify(argument)}`, `${host}`.trim());
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE')
      return 'nothing';
    if (code === 'EACCES') throw usage(`${JSON.stringify(path)} cannot be read: permission denied`);
    throw error;
  }
}

function usage(message: string, remedy = ''): DockgradeError {
  return new DockgradeError('usage', message, { remedy: remedy || 'Give an https:// URL or a folder.' });
}
