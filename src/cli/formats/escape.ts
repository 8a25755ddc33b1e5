/**
 * A sentence for Markdown: its `code` stays code, all else is plain text. One line. Not for table cells.
 * No code in it holds a backtick, and outside of code backticks are entities, so no span can end early.
 */
export function markdownSentence(text: string): string {
  const pieces = text.replaceAll(/\s+/g, ' ').split(/`([^`]+)`/);
  return pieces.map((piece, index) => (index % 2 === 0 ? markdownText(piece) : codeSpan(piece))).join('');
}

/**
 * Makes a text plain in a Markdown sentence or table cell: no markup, no HTML, no link, nobody mentioned. One line.
 * A zero-width space behind `@` and `#` keeps a forge from making mentions and references of them.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('`', '&grave;')
    .replaceAll('\\', '&bsol;')
    .replaceAll(/[*_{}[\]()|~!$^=+-]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[@#]/g, '\\$&\u200b')
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** A text inside the tags that a Markdown page may hold, such as `<summary>`. One line. */
export function htmlText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[@#]/g, '$&\u200b');
}

/** A code span that nothing in it can close. One line. Not for table cells: a `|` would end the cell. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return ticks + space + line + space + ticks;
}

/** A fenced block that nothing in it can close. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
