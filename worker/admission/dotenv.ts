import type { Note } from '../../src/core/evidence/admit.ts';
import { readable } from './readable.ts';

export const DOTENV_RULE = 'env-reserved';

/** Says which names of a `.env` were left out. */
export function reservedNotes(file: string, names: readonly string[]): Note[] {
  if (names.length === 0) return [];
  const list = names.map((name) => `\`${name}\``).join(', ');
  const message = {
    en: `Names that steer Docker, Compose or the system are not taken from this file: ${list}.`,
    es: `De este archivo no se toman nombres que dirigen Docker, Compose o el sistema: ${list}.`,
  };
  return [{ rule: DOTENV_RULE, action: 'strip', message: readable(message), where: { file } }];
}

/** Variables that steer programs of ours and not the student's application. Compose below 2.39 even puts `.env` into its own environment. */
const RESERVED =
  /^(COMPOSE_.*|DOCKER_.*|BUILDX_.*|BUILDKIT_.*|EXPERIMENTAL_.*|GIT_.*|SSH_.*|LD_.*|.*_PROXY|PATH|HOME|PWD|SHELL|USER|TMPDIR|XDG_.*|OTEL_.*|NO_COLOR|GO(?!OGLE)[A-Z]+|SSL_.*|PYTHON.*|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_.*)$/i;

/** True for a variable name that a student may set for `${…}` in the Compose file. */
export function isFreeVariable(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.test(name);
}

/**
 * Reads a `.env` as Compose does: `export`, `NAME: value`, quotes over several lines, comments, `${OTHER:-default}` in unquoted and double-quoted
 * values. Only variables of the same file are expanded, never those of a process. A name without a value is no variable.
 * `dropped`: names that dockgrade keeps for itself.
 */
export function filterDotEnv(text: string): { kept: Record<string, string>; dropped: string[] } {
  const kept = new Map<string, string>();
  const dropped = new Set<string>();
  let rest = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  while (rest !== '') {
    const head = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*[=:][ \t]*/.exec(rest);
    if (!head) {
      rest = afterLine(rest);
      continue;
    }
    const name = head[1] ?? '';
    const { value, after } = readValue(rest.slice(head[0].length), kept);
    rest = after;
    if (isFreeVariable(name)) kept.set(name, value);
    else dropped.add(name);
  }
  return { kept: Object.fromEntries(kept), dropped: [...dropped] };
}

function readValue(text: string, known: ReadonlyMap<string, string>): { value: string; after: string } {
  const quoted = /^'((?:\\[\s\S]|[^'\\])*)'|^"((?:\\[\s\S]|[^"\\])*)"/.exec(text);
  if (quoted) {
    const [all, single, double = ''] = quoted;
    const value = single === undefined ? expand(unescapeDouble(double), known) : unescapeQuote(single, "'");
    return { value, after: afterLine(text.slice(all.length)) };
  }
  const line = /^[^\n]*/.exec(text)?.[0] ?? '';
  return { value: expand(line.replace(/ #.*$/s, '').trimEnd(), known), after: afterLine(text) };
}

function unescapeQuote(text: string, quote: string): string {
  return text.replace(/\\([\s\S])/g, (all, letter: string) => (letter === quote ? letter : all));
}

const ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};

function unescapeDouble(text: string): string {
  return unescapeQuote(text, '"').replace(/\\([abfnrtv$"\\])/g, (_, letter: string) => ESCAPES[letter] ?? '$$');
}

/** Characters of other variables that are put into one: variables that are made of each other would grow without end. */
const MAX_EXPANDED = 64 * 1024;

/** `$$` stays a dollar sign; a variable that the file does not hold becomes its default, or nothing. */
function expand(text: string, known: ReadonlyMap<string, string>): string {
  const pattern = /\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-+?])((?:[^{}]|\{[^{}]*\})*))?\}|\$([A-Za-z_]\w*)/g;
  let room = MAX_EXPANDED;
  const fitting = (value: string) => {
    const part = value.slice(0, room);
    room -= part.length;
    return part;
  };
  return text.replace(pattern, (all, name?: string, operator?: string, word?: string, short?: string) => {
    if (all === '$$') return '$';
    const value = known.get(name ?? short ?? '');
    const there = operator?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
    if (operator?.endsWith('+')) return there ? expand(word ?? '', known) : '';
    if (there) return fitting(value ?? '');
    return operator?.endsWith('-') ? expand(word ?? '', known) : '';
  });
}

function afterLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? '' : text.slice(end + 1);
}
