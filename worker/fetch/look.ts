import { posix } from 'node:path';
import { parseAddress } from '../../src/core/address.ts';
import type { GitHost } from '../../src/core/git-hosts.ts';
import type { ComposePlace, LookAtRepository } from '../../src/core/look.ts';
import { run } from '../engine/command.ts';
import { COMPOSE_NAMES } from '../resolve/find.ts';
import { withScratch } from '../scratch.ts';
import { requireAllowed } from './allowed.ts';
import { failureOf } from './failure.ts';
import { type GitOptions, git } from './git.ts';
import { type Pin, pinHost } from './pin.ts';
import { resolveRef, unknownRef } from './refs.ts';

/** Milliseconds for the list of files, and for what is done with it on this machine. */
const LIST_WITHIN = 8000;
/** Of the one file that git writes: folders alone, without the contents of any file. */
const LIST_BYTES = 16 * 1024 * 1024;
const NO_FILTER = /filtering not recognized by server/;

/**
 * Looks at repositories as a run would fetch them: the same hosts, one address of each, no redirect elsewhere, no prompt, sealed. Fetched are the
 * folders of one commit and no file; from a host that cannot leave the files out nothing is fetched. Throws the system's error where git is missing.
 */
export function lookAtRepository(gitHosts: readonly GitHost[]): LookAtRepository {
  return async ({ repository, ref, stack, signal }) => {
    await requireAllowed(repository, { folders: [], gitHosts });
    await requireGit(signal);
    const address = parseAddress(repository);
    const pin = await pinHost(address, gitHosts, signal);
    const { url, commit, branch } = await resolveRef(address, pin, ref, signal);
    const places = composePlaces(stack);
    if (commit === null) return { branch, commit, compose: { state: 'missing', places } };
    const listed = { url, pin, commit, places, signal };
    return { branch, commit, compose: await withScratch('look', (scratch) => findCompose(listed, scratch)) };
  };
}

let hasGit = false;

async function requireGit(signal: AbortSignal): Promise<void> {
  hasGit ||= (await run('git', ['--version'], { signal, timeout: 5000 })).exitCode === 0;
  if (!hasGit) throw new Error('git does not run on this machine');
}

function composePlaces({ path, file }: Parameters<LookAtRepository>[0]['stack']): string[] {
  return (file === undefined ? COMPOSE_NAMES : [file]).map((name) => posix.join(path, name));
}

interface Listed {
  url: URL;
  pin: Pin;
  commit: string;
  places: readonly string[];
  signal: AbortSignal;
}

async function findCompose({ url, pin, commit, places, signal }: Listed, scratch: string): Promise<ComposePlace> {
  const call = (args: string[], more: Partial<GitOptions> = {}) =>
    git(args, { signal, timeout: LIST_WITHIN, folders: [scratch], cwd: scratch, gitDir: scratch, ...more });
  const unfiltered = new AbortController();
  const onLine = (line: string) => {
    if (NO_FILTER.test(line)) unfiltered.abort();
  };
  const made = await call(['init', '--quiet', '--bare', '--template='], { folders: undefined });
  if (made.exitCode !== 0) throw failureOf(url, made);
  const fetched = await call(
    [
      'fetch',
      '--quiet',
      '--depth=1',
      '--filter=blob:none',
      '--no-tags',
      '--no-write-fetch-head',
      '--',
      url.href,
      commit,
    ],
    { pin, onLine, stop: unfiltered.signal, fileBytes: LIST_BYTES },
  );
  if (unfiltered.signal.aborted) return { state: 'unknown' };
  if (/not our ref|couldn't find remote ref|no such remote ref/i.test(fetched.stderr)) throw unknownRef(url, commit);
  if (fetched.exitCode !== 0) throw failureOf(url, fetched);
  const listed = await call(['ls-tree', '--name-only', '-z', commit, '--', ...places]);
  if (listed.exitCode !== 0) throw failureOf(url, listed);
  const names = listed.stdout.split('\0');
  const file = places.find((place) => names.includes(place));
  return file === undefined ? { state: 'missing', places } : { state: 'found', file };
}
