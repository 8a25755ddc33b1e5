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
  for (const word of line.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (columns(joined) <= width) {
      current = joined;
      continue;
    }
    if (current !== '') lines.push(current);
    current = word;
    while (columns(current) > width) {
      const head = cutAt(current, width);
      lines.push(head);
      current = current.slice(head.length);
    }
  }
  lines.push(current);
  return lines;
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
