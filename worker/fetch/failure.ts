import { DockgradeError, type ErrorCode } from '../../src/core/errors.ts';
import { cleanTexts } from '../../src/core/report/clean.ts';
import type { CommandResult } from '../engine/command.ts';

const SMALLER = 'Take out what is large and can be made or downloaded again: data, videos, archives, node_modules.';

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
    says: /File too large/,
    code: 'repository-too-large',
    message: 'is larger than what is taken over',
    remedy: SMALLER,
  },
  {
    // Whoever reached the end of its processor time could not say so.
    says: /[Oo]ut of memory|[Cc]annot allocate memory|too large to fit in memory|died of signal|^fatal: fetch-pack: invalid index-pack output$/,
    code: 'repository-too-large',
    message: 'needs more memory or time to be unpacked than there is for it',
    remedy: SMALLER,
  },
  {
    says: /[Ii]nvalid path/,
    code: 'repository-damaged',
    message: 'holds a file with a name that git keeps for itself, such as .git or git~1',
    remedy: 'Rename that file, or take it out.',
  },
  {
    says: /certificate|SSL|gnutls/i,
    code: 'repository-unreachable',
    message: 'cannot be reached securely: its host has no certificate that is trusted here',
    remedy: 'Check the address, or name the certificates to trust in GIT_SSL_CAINFO.',
  },
  {
    says: /early EOF|unexpected disconnect|RPC failed|hung up unexpectedly/,
    code: 'repository-unreachable',
    message: 'was not fetched to its end: the connection broke off',
    remedy: 'Try again.',
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

/** What a server has git say: its own words, which may claim anything of this machine. Git puts its mark before each line, or says them last. */
const FROM_AFAR = /^remote:.*$|^fatal: remote error:[\s\S]*/gm;

/** What a failed call to git means for whoever gave the address. */
export function failureOf(url: URL, { stderr, timedOut }: Pick<CommandResult, 'stderr' | 'timedOut'>): DockgradeError {
  const said = cleanTexts(stderr);
  const gits = said.replaceAll(FROM_AFAR, '').trim();
  const meaning = MEANINGS.find(({ says }) => says.test(timedOut ? 'timed out' : gits));
  const cause = new Error(said.trim().slice(-1000));
  if (meaning)
    return new DockgradeError(meaning.code, `${url.href} ${meaning.message}.`, { cause, remedy: meaning.remedy });
  return new DockgradeError('repository-damaged', `${url.href} cannot be read: ${lastLine(said)}`, { cause });
}

function lastLine(text: string): string {
  const plain = text.trim();
  return plain.slice(plain.lastIndexOf('\n') + 1).slice(0, 200) || 'git gave no reason';
}
