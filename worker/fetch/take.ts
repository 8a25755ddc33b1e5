import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { checkRef, parseAddress } from '../../src/core/address.ts';
import { DockgradeError } from '../../src/core/errors.ts';
import type { FetchEvidence } from '../../src/core/evidence/index.ts';
import type { GitHost } from '../../src/core/git-hosts.ts';
import { cloneCommit } from './clone.ts';
import { elsewhereOf } from './elsewhere.ts';
import { commitOf, copyFolder } from './folder.ts';
import { pinHost } from './pin.ts';
import { resolveRef } from './refs.ts';
import { settle } from './settle.ts';

export interface Wanted {
  /** HTTPS address, or absolute path of a folder. */
  repository: string;
  ref: string | null;
  /** Hosts that the operator named with an address. */
  gitHosts: readonly GitHost[];
  /** An existing folder; `checkout/` is made in it. */
  folder: string;
  signal: AbortSignal;
  say(detail: string): void;
}

/**
 * Brings a repository or a folder into `checkout/`, as plain files that everybody may read. An empty repository is a fact (no files, no commit); one
 * that cannot be had is an exception (`repository-…`, `ref-unknown`, `usage`). Every request of it goes where its host was found first.
 */
export async function take(wanted: Wanted): Promise<FetchEvidence> {
  const checkout = join(wanted.folder, 'checkout');
  await mkdir(checkout);
  return isAbsolute(wanted.repository) ? takeFolder(wanted, checkout) : takeRepository(wanted, checkout);
}

async function takeFolder({ repository, ref, folder, signal }: Wanted, checkout: string): Promise<FetchEvidence> {
  if (ref !== null) {
    throw new DockgradeError('usage', 'A folder is graded as its files stand: a ref goes with an address.', {
      remedy: 'Leave --ref out, or check that commit out first.',
    });
  }
  const size = await copyFolder(repository, checkout, folder, signal);
  return { repository, ref, ...(await commitOf(repository, signal)), ...size };
}

async function takeRepository(
  { repository, ref, gitHosts, folder, signal, say }: Wanted,
  checkout: string,
): Promise<FetchEvidence> {
  const address = parseAddress(repository);
  if (ref !== null) checkRef(ref);
  const pin = await pinHost(address, gitHosts, signal);
  const { url, commit } = await resolveRef(address, pin, ref, signal);
  const empty = { repository, ref, commit, git: true, files: 0, bytes: 0 };
  if (commit === null) return empty;
  say(`commit ${commit.slice(0, 10)}`);
  const entries = await cloneCommit(url, pin, commit, { checkout, scratch: join(folder, 'fetch.git') }, signal);
  const elsewhere = await elsewhereOf(entries, checkout);
  return { ...empty, ...(await settle(checkout, signal)), ...(elsewhere && { elsewhere }) };
}
