import { DockgradeError } from '../../src/core/errors.ts';
import { failureOf } from './failure.ts';
import { git } from './git.ts';
import type { Pin } from './pin.ts';
import { followRedirect } from './redirect.ts';

/** Milliseconds in which a host must list its branches. */
const ANSWER_WITHIN = 15_000;
const REDIRECTS = 3;
/** How the branch is told that is the default. */
const TO_BRANCH = 'ref: refs/heads/';
const LONGEST_NAME = 200;
const COMMIT = /^[0-9a-f]{40}$/;
/** Of a repository that names its contents by SHA-256. */
const LONG_COMMIT = /^[0-9a-f]{64}$/;

export interface Resolved {
  /** Where the repository really is. */
  url: URL;
  /** null when the repository has no commit at all. */
  commit: string | null;
  /** The default branch, where no ref was asked for and the host tells it. */
  branch: string | null;
}

/**
 * Asks the host once what the ref stands for; from here on only the commit counts, however the branch moves. A branch wins over a tag of the same
 * name, as with `git clone`. Throws `ref-unknown`, and what `failureOf` tells.
 */
export async function resolveRef(address: URL, pin: Pin, ref: string | null, signal: AbortSignal): Promise<Resolved> {
  const { url, refs, branch } = await listRefs(address, pin, signal);
  if (ref === null) {
    const heads = [...refs].filter(([name]) => name.startsWith('refs/heads/'));
    const commit = refs.get('HEAD') ?? (heads.length === 1 ? heads[0]?.[1] : undefined);
    if (commit === undefined && heads.length > 0) {
      throw new DockgradeError('ref-unknown', `${url.href} has branches, but none of them is its default.`, {
        remedy: `Name one with --ref, for example ${heads[0]?.[0].slice('refs/heads/'.length).slice(0, 100)}.`,
      });
    }
    return { url, commit: commit ?? null, branch: refs.has('HEAD') ? branch : null };
  }
  // As git has it: otherwise a branch of that name could take the place of the commit that was handed in.
  if (COMMIT.test(ref)) return { url, commit: ref, branch: null };
  const names = [
    `refs/heads/${ref}`,
    `refs/tags/${ref}^{}`,
    `refs/tags/${ref}`,
    ...(ref.startsWith('refs/') ? [ref] : []),
  ];
  const commit = names.map((name) => refs.get(name)).find((found) => found !== undefined);
  if (commit !== undefined) return { url, commit, branch: null };
  throw unknownRef(url, ref);
}

export function unknownRef(url: URL, ref: string): DockgradeError {
  return new DockgradeError('ref-unknown', `There is no branch, tag or commit "${ref}" in ${url.href}.`, {
    remedy: 'Check its spelling, and that it was pushed. A commit needs all of its 40 hex digits.',
  });
}

interface Refs {
  url: URL;
  refs: Map<string, string>;
  /** Where HEAD leads. */
  branch: string | null;
}

async function listRefs(address: URL, pin: Pin, signal: AbortSignal): Promise<Refs> {
  let url = address;
  for (let hop = 0; ; hop += 1) {
    const listed = await git(['ls-remote', '--symref', '--', url.href, 'HEAD', 'refs/heads/*', 'refs/tags/*'], {
      signal,
      pin,
      folders: [],
      timeout: ANSWER_WITHIN,
      maxBytes: 8 * 1024 * 1024,
    });
    if (listed.exitCode === 0) {
      const lines = listed.stdout.split('\n').map((line) => line.split('\t') as [string, string?]);
      if (lines.some(([commit]) => LONG_COMMIT.test(commit))) throw otherFormat(url);
      const head = lines.find(([what, name]) => name === 'HEAD' && what.startsWith(TO_BRANCH));
      return {
        url,
        branch: head ? head[0].slice(TO_BRANCH.length, TO_BRANCH.length + LONGEST_NAME) : null,
        refs: new Map(lines.flatMap(([commit, name]) => (name && COMMIT.test(commit) ? [[name, commit]] : []))),
      };
    }
    const redirected = /returned error: 30\d/.test(listed.stderr) && hop < REDIRECTS;
    if (!redirected) throw failureOf(url, listed);
    url = await followRedirect(url, pin, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN)]));
  }
}

function otherFormat(url: URL): DockgradeError {
  return new DockgradeError('repository-damaged', `${url.href} names its commits by SHA-256, which is not read here.`, {
    remedy: 'Push it to a repository of the usual format, that of `git init` without --object-format.',
  });
}
