/** Characters of a line that are listened to: a student writes these lines, and what a pattern may need for one grows faster than the line. */
const MAX_LINE = 2000;

/** The lines of a text, none longer than what is listened to. */
export function linesIn(text: string): string[] {
  return text.split('\n').map((line) => line.slice(0, MAX_LINE));
}
