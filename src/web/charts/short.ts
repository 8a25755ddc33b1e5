/** Signs of East Asian scripts and pictures are drawn about twice as wide as letters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** The text on one line, in at most so many columns; of a longer one the beginning, or the end with `…` before it. */
export function short(text: string, columns: number, keep: 'start' | 'end' = 'start'): string {
  const signs = Array.from(text.slice(0, 1000).replaceAll(/\s+/g, ' '));
  if (text.length <= 1000 && width(signs) <= columns) return signs.join('');
  const from = keep === 'start' ? signs : signs.toReversed();
  const kept: string[] = [];
  for (let sum = 1; ; ) {
    const next = from[kept.length];
    sum += next === undefined ? columns : width([next]);
    if (next === undefined || sum > columns) break;
    kept.push(next);
  }
  return keep === 'start' ? `${kept.join('')}…` : `…${kept.reverse().join('')}`;
}

/** Columns that a text takes. */
export function columnsOf(text: string): number {
  return width(Array.from(text));
}

function width(signs: readonly string[]): number {
  return signs.reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
}
