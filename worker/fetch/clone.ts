import { mkdir, rm } from 'node:fs/promises';
import { DockgradeError } from '../../src/core/errors.ts';
import type { CommandResult } from '../engine/command.ts';
import { failureOf } from './failure.ts';
import { type GitOptions, git } from './git.ts';
import { countUpTo, REPOSITORY_LIMITS } from './limits.ts';
import { unknownRef } from './refs.ts';

/** Milliseconds for the files themselves. */
const FETCH_WITHIN = 90_000;
const UNPACK_WITHIN = 30_000;

/**
 * Writes the files of one commit into the empty folder `checkout`: no history, no submodules, no `.git`. `scratch` is a path that does not exist
 * yet, on the same disk; it is gone afterwards. The size is known before a file is written.
 */
export async function cloneCommit(
  url: URL,
  commit: string,
  paths: { checkout: string; scratch: string },
  signal: AbortSignal,
) {
  const call = async (args: string[], timeout: number, more: Partial<GitOptions> = {}): Promise<CommandResult> => {
    return git(args, { signal, timeout, cwd: paths.scratch, gitDir: paths.scratch, workTree: paths.checkout, ...more });
  };
  await mkdir(paths.scratch);
  try {
    must(url, await call(['init', '--quiet', '--template='], UNPACK_WITHIN));
    const args = ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--', url.href, commit];
    fetched(url, commit, await call(args, FETCH_WITHIN));
    await measure(url, commit, call, signal);
    must(url, await call(['read-tree', commit], UNPACK_WITHIN));
    must(url, await call(['checkout-index', '--all', '--quiet'], UNPACK_WITHIN, { cwd: paths.checkout }));
  } finally {
    await rm(paths.scratch, { recursive: true, force: true });
  }
}

type Call = (args: string[], timeout: number, more?: Partial<GitOptions>) => Promise<CommandResult>;

/** Ends the listing at the first file too many: a tree of a few kilobytes can stand for billions of files. */
async function measure(url: URL, commit: string, call: Call, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const count = countUpTo(REPOSITORY_LIMITS, url.href);
  const onLine = (line: string) => {
    if (enough.signal.aborted) return;
    try {
      count.add(Number(/^\S+ \S+ \S+ +(\d+)\t/.exec(line)?.[1] ?? 0));
    } catch (error) {
      enough.abort(error);
    }
  };
  const options = { onLine, maxBytes: 0, signal: AbortSignal.any([signal, enough.signal]) };
  must(url, await call(['ls-tree', '-r', '-l', commit], UNPACK_WITHIN, options));
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
