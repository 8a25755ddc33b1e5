import { type Document, isScalar, visit } from 'yaml';

/** Where a key stands that its mapping has already. The reader's own look compares each key with each other, which takes it seconds for a file of ten thousand. */
export function repeatedKeys(document: Document.Parsed): number[] {
  const offsets: number[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) offsets.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return offsets.sort((a, b) => a - b);
}

const OPENING = '[{';
const CLOSING = ']}';

/**
 * Whether brackets are nested deeper than any assignment has them, before the reader goes into each. Brackets inside of texts count as well: what
 * opens a thousand of them and closes none is no text for people either.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (OPENING.includes(sign)) depth += 1;
    else if (CLOSING.includes(sign)) depth = Math.max(0, depth - 1);
    if (depth > 1000) return true;
  }
  return false;
}
