import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import type { CommandResult } from '../engine/command.ts';
import { failureOf } from './failure.ts';
import { type GitOptions, git } from './git.ts';
import { countUpTo, REPOSITORY_LIMITS } from './limits.ts';
import { type Entry, parseEntry } from './listing.ts';
import type { Pin } from './pin.ts';
import { unknownRef } from './refs.ts';

/** Milliseconds for the files themselves. */
const FETCH_WITHIN = 90_000;
const UNPACK_WITHIN = 30_000;

/**
 * What a repository may ask of git while its files are written: line ends, and nothing that makes them many times as large or calls a program. These
 * attributes win over those of the repository.
 */
const ATTRIBUTES = '* -filter -ident -working-tree-encoding\n';

/**
 * Writes the files of one commit into the empty folder `checkout`: no history, no submodules, no `.git`. `scratch` is a path that does not exist
 * yet, on the same disk; it is gone afterwards. The size is known before a file is written, and is bounded while it comes. Returns what was listed.
 */
export async function cloneCommit(
  url: URL,
  pin: Pin,
  commit: string,
  { checkout, scratch }: { checkout: string; scratch: string },
  signal: AbortSignal,
): Promise<Entry[]> {
  const folders = [scratch, checkout];
  const call = async (args: string[], timeout: number, more: Partial<GitOptions> = {}): Promise<CommandResult> => {
    return git(args, { signal, timeout, folders, cwd: scratch, gitDir: scratch, workTree: checkout, ...more });
  };
  await mkdir(scratch);
  try {
    // Nothing of a stranger takes part in this, so it needs no seal.
    must(url, await call(['init', '--quiet', '--template='], UNPACK_WITHIN, { folders: undefined }));
    const args = ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--', url.href, commit];
    fetched(url, commit, await call(args, FETCH_WITHIN, { pin }));
    const entries = await list(url, commit, call, signal);
    await mkdir(join(scratch, 'info'), { recursive: true });
    await writeFile(join(scratch, 'info', 'attributes'), ATTRIBUTES);
    must(url, await call(['read-tree', '--reset', '-u', commit], UNPACK_WITHIN, { cwd: checkout }));
    return entries;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Both streams come line by line. */
const GITS_OWN = /^(|(fatal|error|warning): .*)$/;

type Call = (args: string[], timeout: number, more?: Partial<GitOptions>) => Promise<CommandResult>;

/** Ends the listing at the first file too many: a tree of a few kilobytes can stand for billions of files. */
async function list(url: URL, commit: string, call: Call, signal: AbortSignal): Promise<Entry[]> {
  const enough = new AbortController();
  const count = countUpTo(REPOSITORY_LIMITS, url.href);
  const entries: Entry[] = [];
  const onLine = (line: string) => {
    if (enough.signal.aborted || GITS_OWN.test(line)) return;
    try {
      const entry = parseEntry(line, url.href);
      count.add(entry.size);
      entries.push(entry);
    } catch (error) {
      enough.abort(error);
    }
  };
  const options = { onLine, maxBytes: 64 * 1024, signal: AbortSignal.any([signal, enough.signal]) };
  must(url, await call(['ls-tree', '-r', '-l', commit], UNPACK_WITHIN, options));
  return entries;
}

function fetched(url: URL, commit: string, result: CommandResult): void {
  if (result.timedOut) {
    throw new DockgradeError('repository-too-slow', `${url.href} was not fetched within ${FETCH_WITHIN / 1000} s.`, {
      remedy: 'Try again later; a smaller repository is fetched faster.',
    });
  }
  if (/not our ref|couldn't find remote ref|no such remote ref/i.test(result.stderr)) throw unknownRef(url, commit);
  must(url, result);
}

function must(url: URL, result: CommandResult): void {
  if (result.exitCode !== 0) throw failureOf(url, result);
}
