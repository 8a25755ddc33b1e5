import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the token of the teacher of this machine is kept. */
export const teacherTokenFile = (data: string) => join(data, 'teacher-token');

/**
 * The token that signs the teacher of this machine in: made at the first start, and the same ever after, so that the printed link goes on to work.
 * Only the user that runs the service can read its file. Who deletes the file gets a new token at the next start.
 */
export async function teacherToken(data: string): Promise<string> {
  const file = teacherTokenFile(data);
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  if (known.trim() !== '') return known.trim();
  const token = `dgl_${randomBytes(32).toString('base64url')}`;
  // Complete or not there at all, also after a kill.
  await writeFile(`${file}.new`, `${token}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return token;
}
