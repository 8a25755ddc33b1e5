const WHITE = /[ \t\n\r]*/y;
const TOKEN =
  /(?<sign>[{}[\],:])|(?<text>"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\]*)*")|(?<plain>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** Where a text stops being JSON: the index of the first token that does not belong there, its length where it ends too early; null for JSON. */
export function jsonMistakeAt(text: string): number | null {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    WHITE.lastIndex = at;
    WHITE.test(text);
    at = WHITE.lastIndex;
    if (at === text.length) return wanted === 'nothing' ? null : at;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    const next: Wanted | null = token && after(wanted, token, open);
    if (!next) return at;
    wanted = next;
    at = TOKEN.lastIndex;
  }
}

/** What is wanted after a token; null where the token itself is not. Keeps account of what is open. */
function after(wanted: Wanted, { 0: token, groups }: RegExpExecArray, open: string[]): Wanted | null {
  // A line break or a tab inside of a text must be written as an escape.
  if (groups?.text !== undefined && [...token].some((sign) => sign < ' ')) return null;
  const close = (): Wanted => {
    open.pop();
    return open.length === 0 ? 'nothing' : ', or end';
  };
  if (wanted === ':') return token === ':' ? 'value' : null;
  if (wanted === ', or end') {
    const inObject = open.at(-1) === '{';
    if (token === ',') return inObject ? 'key' : 'value';
    return token === (inObject ? '}' : ']') ? close() : null;
  }
  if (wanted === 'key' || wanted === 'key or }') {
    if (token === '}' && wanted === 'key or }') return close();
    return groups?.text === undefined ? null : ':';
  }
  if (wanted === 'nothing') return null;
  if (token === ']' && wanted === 'value or ]') return close();
  if (groups?.sign === undefined) return open.length === 0 ? 'nothing' : ', or end';
  if (token !== '{' && token !== '[') return null;
  open.push(token);
  return token === '{' ? 'key or }' : 'value or ]';
}
