/** Columns that a text takes on a terminal: wide characters two, combining ones none. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    count += WIDE.test(character) ? 2 : 1;
  }
  return count;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Breaks a text into lines of at most `width` columns, at spaces where there are some. Keeps the line ends that it has. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((part) => pieces(part, width))) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (columns(joined) <= width) current = joined;
    else {
      if (current !== '') lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

/** A word, in pieces where it is longer than a line. */
function pieces(word: string, width: number): string[] {
  const parts = [''];
  let count = 0;
  for (const character of word) {
    const more = columns(character);
    if (count + more > width && count > 0) {
      parts.push('');
      count = 0;
    }
    parts[parts.length - 1] += character;
    count += more;
  }
  return parts;
}

/** One line of a program's output: in as many as it needs, the later ones further in. What is indented (the calls of a stack trace) is cut instead. */
export function fold(line: string, width: number): string[] {
  if (/^\s/.test(line)) return [cut(line, width)];
  const [first = '', ...rest] = wrap(line.replaceAll('\t', '  '), width - 2);
  return columns(line) <= width ? [line] : [first, ...rest.map((more) => `  ${more}`)];
}

/** One line of at most `width` columns; `…` shows that there was more. Tabs become spaces. */
export function cut(line: string, width: number): string {
  const plain = line.replaceAll('\t', '  ');
  return columns(plain) <= width ? plain : `${cutAt(plain, width - 1)}…`;
}

function cutAt(text: string, width: number): string {
  let taken = '';
  let count = 0;
  for (const character of text) {
    count += columns(character);
    if (count > width && taken !== '') break;
    taken += character;
  }
  return taken;
}
