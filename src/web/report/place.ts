import type { Where } from '../../core/evidence/common.ts';
import { whereText } from '../../core/report/parts.ts';
import { html, type Markup } from '../html.ts';

/** The files that places are in: a repository, as it was handed in, and the commit that was graded. */
export interface Source {
  repository: string;
  commit: string | null;
}

/** How a host shows a folder (or the whole repository, with an empty path) and a file at a commit. `path` is encoded and has no slash at its ends. */
interface Shown {
  tree(commit: string): string;
  blob(commit: string, path: string): string;
  line(line: number): string;
}

const GITHUB: Shown = {
  tree: (commit) => `/tree/${commit}`,
  blob: (commit, path) => `/blob/${commit}/${path}`,
  line: (line) => `#L${line}`,
};
const HOSTS: Record<string, Shown> = {
  'github.com': GITHUB,
  'gitlab.com': {
    ...GITHUB,
    tree: (commit) => `/-/tree/${commit}`,
    blob: (commit, path) => `/-/blob/${commit}/${path}`,
  },
  'bitbucket.org': {
    tree: (commit) => `/src/${commit}/`,
    blob: (commit, path) => `/src/${commit}/${path}`,
    line: (line) => `#lines-${line}`,
  },
  'codeberg.org': {
    ...GITHUB,
    tree: (commit) => `/src/commit/${commit}`,
    blob: (commit, path) => `/src/commit/${commit}/${path}`,
  },
};

/** Owner (on GitLab also groups below it) and name: letters, digits, `.`, `_` and `-`, and nothing that leads to another place. */
const ADDRESS = /^https:\/\/([a-z.]+)\/((?:(?!\.{1,2}\/)[\w.-]+\/)+(?!\.{1,2}(?:\.git)?\/?$)[\w.-]+?)(?:\.git)?\/?$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** Where its host shows the repository; null unless it is one of those whose pages are known, over HTTPS. */
export function repositoryLink({ repository }: Source): string | null {
  return known(repository)?.base ?? null;
}

/** Where its host shows all files at this commit; null where that is not known. */
export function commitLink({ repository, commit }: Source): string | null {
  const at = known(repository);
  return at && commit !== null && COMMIT.test(commit) ? at.base + at.shown.tree(commit) : null;
}

/** Where its host shows this file at this commit, at the line; null where that is not known, and for what is no path inside a repository. */
export function placeLink({ repository, commit }: Source, { file, line }: Where): string | null {
  const at = known(repository);
  const parts = file.split('/');
  const isInside = parts.every((part) => part !== '' && part !== '.' && part !== '..' && part.isWellFormed());
  if (!at || commit === null || !COMMIT.test(commit) || !isInside) return null;
  const path = parts.map(encodeURIComponent).join('/');
  return at.base + at.shown.blob(commit, path) + (line === undefined ? '' : at.shown.line(line));
}

/** `docker-compose.yml:14`, as a link where the file can be looked at. */
export function place(source: Source, where: Where): Markup {
  const link = placeLink(source, where);
  const text = html`<code>${whereText(where)}</code>`;
  return link === null ? text : html`<a class="place" href="${link}" rel="noreferrer">${text}</a>`;
}

function known(repository: string): { base: string; shown: Shown } | null {
  const [, host = '', path = ''] = ADDRESS.exec(repository) ?? [];
  const shown = Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined;
  return shown ? { base: `https://${host}/${path}`, shown } : null;
}
