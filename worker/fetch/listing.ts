import { DockgradeError } from '../../src/core/errors.ts';

/** An entry of the tree of a commit, as `git ls-tree -r -l` tells it. */
export interface Entry {
  kind: 'file' | 'link' | 'submodule';
  /** Relative to the repository. */
  path: string;
  /** Bytes; 0 for a submodule. */
  size: number;
}

/** Bytes. Homework stays below 300, with committed packages; the file system takes 4,095. */
const LONGEST_PATH = 1000;
const KINDS: Record<string, Entry['kind']> = { '120000': 'link', '160000': 'submodule' };

/**
 * Reads a line of it. Throws `repository-damaged` for a name that this machine, a report or the next program could read as something else: with control
 * characters, no UTF-8, or too long.
 * @param what the repository, for the message
 */
export function parseEntry(line: string, what: string): Entry {
  const [, mode = '', size = '', written = ''] = /^(\d+) \w+ [0-9a-f]+ +(\d+|-)\t(.+)$/.exec(line) ?? [];
  const bytes = unquoted(written);
  const path = textOf(bytes);
  // Of a line that was too long only a part is left, which does not parse.
  if (bytes.length === 0 || bytes.length > LONGEST_PATH)
    throw refused(what, `with a path of more than ${LONGEST_PATH} bytes`);
  if (path === null || /\p{Cc}/u.test(path))
    throw refused(what, `whose name is not plain text: ${written.slice(0, 200)}`);
  return { kind: KINDS[mode] ?? 'file', path, size: Number(size === '-' ? 0 : size) };
}

const ESCAPED: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** With `core.quotePath` git writes every byte that is not plain ASCII as a C string would. */
function unquoted(written: string): Buffer {
  if (!written.startsWith('"')) return Buffer.from(written, 'latin1');
  const inner = written.slice(1, -1).replace(/\\([0-7]{3}|.)/g, (_, code: string) => {
    return code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPED[code] ?? code);
  });
  return Buffer.from(inner, 'latin1');
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(what: string, which: string): DockgradeError {
  return new DockgradeError('repository-damaged', `${what} holds a file ${which}.`, {
    remedy: 'Rename that file, or take it out: nothing but git could work with it.',
  });
}
