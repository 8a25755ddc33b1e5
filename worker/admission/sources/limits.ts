import { type Document, isAlias, isCollection, isPair, isScalar, Lexer, visit } from 'yaml';

export const MAX_DEPTH = 40;
export const MAX_NODES = 20_000;

/**
 * What makes a text too much for the parser, which calls itself for each level and compares the keys of a mapping with each other. Counts
 * scalars, brackets, and the indicators on one line (`- - - -`); nesting by indentation needs so much text that the size limit bounds it.
 */
export function tooMuchToParse(text: string): 'depth' | 'nodes' | undefined {
  let scalars = 0;
  let brackets = 0;
  let onLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (STARTS_SCALAR.has(token.charAt(0))) scalars += 1;
    if (token === '[' || token === '{') brackets += 1;
    if (token === ']' || token === '}') brackets -= 1;
    if (brackets === 0 && (token === '-' || token === '?' || token === ':')) onLine += 1;
    if (token.includes('\n')) onLine = 0;
    if (scalars > MAX_NODES) return 'nodes';
    if (brackets > MAX_DEPTH || onLine > MAX_DEPTH) return 'depth';
  }
  return undefined;
}

/** Quotes, and the mark that the lexer puts before a plain or block scalar. */
const STARTS_SCALAR = new Set(['"', "'", '\u001f']);

/** How many nodes a document has once every alias is replaced by what it stands for, without replacing any. */
export function expandedSize(document: Document): number {
  const sizes = new Map<unknown, number>();
  const sizeOf = (node: unknown): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    // An alias inside its own anchor: Compose refuses that itself; here it must only end.
    sizes.set(node, 1);
    let size = 1;
    if (isAlias(node)) size = sizeOf(node.resolve(document));
    else if (isPair(node)) size = sizeOf(node.key) + sizeOf(node.value);
    else if (isCollection(node)) for (const item of node.items) size += sizeOf(item);
    sizes.set(node, size);
    return size;
  };
  return sizeOf(document.contents);
}

/** How many ports the `ports` and `expose` of a document stand for: Compose makes one entry of each port in a range. */
export function portCount(document: Document): number {
  let count = 0;
  visit(document, {
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || !['ports', 'expose'].includes(String(pair.key.value))) return;
      const list = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
      if (isCollection(list)) for (const item of list.items) count += Math.max(...rangesIn(String(item)));
    },
  });
  return count;
}

function rangesIn(text: string): number[] {
  const ranges = [...text.matchAll(/(?<!\d)(\d+)\s*-\s*(\d+)/g)];
  return [1, ...ranges.map(([, from, to]) => Number(to) - Number(from) + 1)];
}
