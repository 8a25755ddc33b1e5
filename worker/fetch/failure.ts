import { DockgradeError, type ErrorCode } from '../../src/core/errors.ts';
import { cleanTexts } from '../../src/core/report/clean.ts';
import type { CommandResult } from '../engine/command.ts';

const MEANINGS: { says: RegExp; code: ErrorCode; message: string; remedy: string }[] = [
  {
    says: /could not read (Username|Password)|Authentication failed|returned error: 40[13]|repository '.*' not found|returned error: 404/,
    code: 'repository-private',
    message: 'is private, or does not exist',
    remedy: 'Check the address, and make the repository public.',
  },
  {
    says: /not valid: is this a git repository|does not appear to be a git repository|repository not found/,
    code: 'repository-not-found',
    message: 'is no git repository',
    remedy: 'Check the address: it is the one that "git clone" takes.',
  },
  {
    says: /certificate|SSL|gnutls/i,
    code: 'repository-unreachable',
    message: 'cannot be reached securely: its host has no certificate that is trusted here',
    remedy: 'Check the address, or name the certificates to trust in GIT_SSL_CAINFO.',
  },
  {
    says: /unable to access|Could not resolve|Failed to connect|timed out|Operation too slow|unable to look up/,
    code: 'repository-unreachable',
    message: 'cannot be reached: its host does not answer',
    remedy: 'Check the address and the network, and try again.',
  },
  {
    says: /No space left on device/,
    code: 'disk-full',
    message: 'does not fit on the disk',
    remedy: 'Free some disk space, and try again.',
  },
];

/** What a failed call to git means for whoever gave the address. */
export function failureOf(url: URL, { stderr, timedOut }: Pick<CommandResult, 'stderr' | 'timedOut'>): DockgradeError {
  const meaning = MEANINGS.find(({ says }) => says.test(timedOut ? 'timed out' : stderr));
  const cause = new Error(stderr.trim().slice(-1000));
  if (meaning)
    return new DockgradeError(meaning.code, `${url.href} ${meaning.message}.`, { cause, remedy: meaning.remedy });
  return new DockgradeError('repository-damaged', `${url.href} cannot be read: ${lastLine(stderr)}`, { cause });
}

/** What a server says may hold terminal escapes. */
function lastLine(stderr: string): string {
  const plain = cleanTexts(stderr).trim();
  return plain.slice(plain.lastIndexOf('\n') + 1).slice(0, 200) || 'git gave no reason';
}
