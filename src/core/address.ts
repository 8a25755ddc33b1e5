import { DockgradeError } from './errors.ts';

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
/** Slashes that a host may or may not take for such, control characters, and characters that turn text: percent-encoded, as `URL` leaves them. */
const FOREIGN = /%(2f|5c|[01][0-9a-f]|7f|c2%[89][0-9a-f]|d8%9c|e2%80%[8a][89a-f]|e2%81%a[0-9a-f])/i;

/** What the address bar shows of a folder, a file or a change inside a repository, on GitHub, GitLab and their like. */
const INSIDE = /^(\/[^/]+\/[^/]+)\/(?:-\/)?(?:tree|blob|commit|pull)\/./;

/** Parses the address of a repository: `https` and nothing that carries a credential, an option or another protocol. Throws `usage`. */
export function parseAddress(repository: string): URL {
  const ssh = /^(?:ssh:\/\/)?git@([a-z0-9.-]+)[:/]([\w./-]+)$/i.exec(repository);
  if (ssh) throw refused(repository, 'is an SSH address', `Use its HTTPS address: https://${ssh[1]}/${ssh[2]}`);
  const url = URL.canParse(repository) ? new URL(repository) : null;
  const usual = 'Give an address such as https://github.com/user/repository, or the path of a folder.';
  if (!url?.hostname) throw refused(withoutCredentials(repository), 'is neither an HTTPS address nor a folder', usual);
  if (url.protocol !== 'https:') throw refused(redacted(url), `is a ${url.protocol}// address, not https://`, usual);
  if (url.username !== '' || url.password !== '') {
    throw refused(
      redacted(url),
      'holds a user name or a password',
      'Take it out of the address: only public repositories are read.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw refused(
      redacted(url),
      'has a part after "?" or "#"',
      'Give the address of the repository alone; a branch goes into --ref.',
    );
  }
  if (!HOST.test(url.hostname)) throw refused(redacted(url), 'has a host that is no plain host name', usual);
  if (FOREIGN.test(url.pathname)) {
    throw refused(redacted(url), 'holds a character that no repository has in its name', usual);
  }
  if (/^(\/|\.git(?=\/|$))*$/.test(url.pathname)) throw refused(redacted(url), 'names a host but no repository', usual);
  const inside = INSIDE.exec(url.pathname);
  if (inside) {
    const remedy = `Give the address of the repository: https://${url.host}${inside[1]}; a branch goes into --ref.`;
    throw refused(redacted(url), 'is a page inside a repository', remedy);
  }
  return url;
}

/** The address of a repository in one way of writing: the same repository gives the same text. Throws `usage` as `parseAddress`. */
export function repositoryAddress(repository: string): string {
  const { host, pathname } = parseAddress(repository.trim());
  const plain = pathname.replace(/%[0-9a-f]{2}/gi, decodedWhenPlain).replace(/\/{2,}/g, '/');
  return `https://${host}${plain.replace(/(?<!\.git|\/)(\.git|\/)+$/, '')}`;
}

/** Letters, digits and signs that need no encoding (RFC 3986, 6.2.2). */
function decodedWhenPlain(code: string): string {
  const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : code.toUpperCase();
}

/** A branch, a tag or a full commit, as git allows them and no option. Throws `ref-unknown`. */
export function checkRef(ref: string): void {
  if (/^(?![-/])(?!.*(\.\.|\/\/|@\{))[\p{L}\p{N}._/@+#=,-]{1,200}$/u.test(ref)) return;
  throw new DockgradeError('ref-unknown', `"${ref.slice(0, 200)}" cannot be the name of a branch, tag or commit`, {
    remedy: 'Give the name of a branch or tag, or a full commit of 40 hex digits.',
  });
}

/** A text that should have been an address, as it may be shown: what stands before a host may be a token, and so may what stands after `?`. */
export function withoutCredentials(text: string): string {
  const [plain = ''] = text.split('?', 1);
  const at = Math.max(plain.lastIndexOf('@'), plain.toLowerCase().lastIndexOf('%40'));
  return at === -1 ? plain : `[hidden]${plain.slice(at)}`;
}

function refused(repository: string, why: string, remedy: string): DockgradeError {
  return new DockgradeError('usage', `The repository "${repository.slice(0, 200)}" ${why}.`, { remedy });
}

function redacted(url: URL): string {
  const path = url.host === '' ? withoutCredentials(url.pathname) : url.pathname;
  return `${url.protocol}//${url.host}${path}`;
}
