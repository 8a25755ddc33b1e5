/** Takes the places of a path up to which a pattern fits one piece further. */
type Piece = (path: string, places: readonly number[]) => number[];

/**
 * `*`, `?` and `[a-z]` stay within one folder, `**` does not, as in Go's patterns that Docker uses; a leading or closing slash means nothing.
 * No regular expression is made of it: students write these patterns, and one with many stars could keep it busy for ever.
 */
export function globOf(glob: string): (path: string) => boolean {
  const pieces = wordsOf(trimmed(glob)).map(pieceOf);
  return (path) => {
    let places = [0];
    for (const piece of pieces) {
      places = piece(path, places);
      if (places.length === 0) return false;
    }
    return places.includes(path.length);
  };
}

function wordsOf(glob: string): string[] {
  return glob.match(/\*\*\/|\*\*|\\.|\[[^\]]+\]|./gs) ?? [];
}

function pieceOf(word: string): Piece {
  if (word === '**/')
    return (path, [first = 0]) => [first, ...[...places(path, first)].filter((at) => path[at - 1] === '/')];
  if (word === '**') return (path, [first = 0]) => [first, ...places(path, first)];
  if (word === '*') return withinFolder;
  const fits = one(word);
  return (path, found) => found.filter((at) => at < path.length && fits(path.charAt(at))).map((at) => at + 1);
}

function one(word: string): (letter: string) => boolean {
  if (word === '?') return (letter) => letter !== '/';
  if (word.length > 1 && word.startsWith('[')) return inClass(word.slice(1, -1));
  const wanted = word.length > 1 ? word.slice(1) : word;
  return (letter) => letter === wanted;
}

/** `abc`, `a-z`, and with `^` in front all but these. */
function inClass(text: string): (letter: string) => boolean {
  const not = text.startsWith('^');
  const ranges = (not ? text.slice(1) : text).match(/.-.|./gs) ?? [];
  return (letter) =>
    letter !== '/' && ranges.some((range) => letter >= range.charAt(0) && letter <= (range.at(-1) ?? '')) !== not;
}

/** All places from the first that are reached without going over a slash. */
function withinFolder(path: string, found: readonly number[]): number[] {
  const reached: number[] = [];
  for (const at of found) {
    // Whoever starts where another came by goes nowhere new.
    if (at <= (reached.at(-1) ?? -1)) continue;
    const slash = path.indexOf('/', at);
    reached.push(at, ...places(path.slice(0, slash === -1 ? path.length : slash), at));
  }
  return reached;
}

/** The places after one, up to the end. */
function places(path: string, after: number): number[] {
  return Array.from({ length: path.length - after }, (_, at) => after + at + 1);
}

function trimmed(glob: string): string {
  let [from, to] = [/^(?:\.?\/)*/.exec(glob)?.[0].length ?? 0, glob.length];
  while (to > from && glob[to - 1] === '/') to -= 1;
  return glob.slice(from, to);
}
