import { type AddressMistake, addressTold } from './address-words.ts';
import { DockgradeError } from './errors.ts';

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
/** Slashes that a host may or may not take for such, control characters, and characters that turn text: percent-encoded, as `URL` leaves them. */
const FOREIGN = /%(2f|5c|[01][0-9a-f]|7f|c2%[89][0-9a-f]|d8%9c|e2%80%[8a][89a-f]|e2%81%a[0-9a-f])/i;

/** What the address bar shows of a folder, a file or a change inside a repository, on GitHub, GitLab and their like. */
const INSIDE = /^(\/[^/]+\/[^/]+)\/(?:-\/)?(?:tree|blob|commit|pull)\/./;

/** Parses the address of a repository: `https` and nothing that carries a credential, an option or another protocol. Throws `usage`. */
export function parseAddress(repository: string): URL {
  const ssh = /^(?:ssh:\/\/)?git@([a-z0-9.-]+)[:/]([\w./-]+)$/i.exec(repository);
  if (ssh) throw refused(repository, 'ssh', `https://${ssh[1]}/${ssh[2]}`);
  const bare = /^(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/[\w.-]+\/[\w.-]+)\/?$/i.exec(repository);
  if (bare) throw refused(repository, 'bare', `https://${bare[1]}`);
  const url = URL.canParse(repository) ? new URL(repository) : null;
  if (!url?.hostname) throw refused(withoutCredentials(repository), 'none');
  if (url.protocol === 'http:') throw refused(redacted(url), 'http', redacted(url).replace(/^http:/, 'https:'));
  if (url.protocol !== 'https:') throw refused(redacted(url), 'protocol');
  if (url.username !== '' || url.password !== '') throw refused(redacted(url), 'credentials');
  if (url.search !== '' || url.hash !== '') throw refused(redacted(url), 'extra', redacted(url));
  if (!HOST.test(url.hostname)) throw refused(redacted(url), 'host');
  if (FOREIGN.test(url.pathname)) throw refused(redacted(url), 'foreign');
  if (/^(\/|\.git(?=\/|$))*$/.test(url.pathname)) throw refused(redacted(url), 'only-host');
  const inside = INSIDE.exec(url.pathname);
  if (inside) throw refused(redacted(url), 'inside', `https://${url.host}${inside[1]}`);
  if (url.host === 'github.com') requireTwoNames(url);
  return url;
}

/** GitHub has its repositories at an account and a name, never deeper, so that what is more or less is a page of its. */
function requireTwoNames(url: URL): void {
  const names = url.pathname.split('/').filter((name) => name !== '' && name !== '.git');
  if (names.length === 1) throw refused(redacted(url), 'only-account');
  if (names.length > 2) throw refused(redacted(url), 'inside', `https://${url.host}/${names.slice(0, 2).join('/')}`);
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
    es: {
      message: `"${ref.slice(0, 200)}" no puede ser el nombre de una rama, un tag ni un commit.`,
      remedy: 'Da el nombre de una rama o un tag, o un commit con sus 40 dígitos.',
    },
  });
}

/** A text that should have been an address, as it may be shown: what stands before a host may be a token, and so may what stands after `?`. */
export function withoutCredentials(text: string): string {
  const [plain = ''] = text.split('?', 1);
  const at = Math.max(plain.lastIndexOf('@'), plain.toLowerCase().lastIndexOf('%40'));
  return at === -1 ? plain : `[hidden]${plain.slice(at)}`;
}

/** @param instead the address that was probably meant */
function refused(repository: string, mistake: AddressMistake, instead = ''): DockgradeError {
  const { en, es } = addressTold(mistake, repository.slice(0, 200), instead.slice(0, 200));
  return new DockgradeError('usage', en.message, { remedy: en.remedy, es });
}

function redacted(url: URL): string {
  const path = url.host === '' ? withoutCredentials(url.pathname) : url.pathname;
  return `${url.protocol}//${url.host}${path}`;
}
