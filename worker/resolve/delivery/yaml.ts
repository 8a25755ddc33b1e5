import { type Document, isCollection, isNode, isPair, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { expandedSize, tooMuchToParse } from '../../admission/sources/limits.ts';

const MAX_EXPANDED = 20_000;

/** One document of a YAML file as data, and where a path in it stands. */
export interface Read {
  data: unknown;
  line: number;
  /** The line of the deepest part of this path that is there. */
  lineOf(path: readonly (string | number)[]): number;
}

/** What is wrong with a file as YAML. */
export interface Mistake {
  message: string;
  line: number | null;
}

/** Reads a YAML file of a stranger: what would take the parser for ever, or expand without end, is a mistake of the file. */
export function readYaml(text: string): { documents: Read[]; problem: Mistake | null } {
  const tooMuch = { documents: [], problem: { message: 'The file is too large or too deeply nested.', line: null } };
  if (tooMuchToParse(text)) return tooMuch;
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent', merge: true });
  const documents: readonly Document[] = Array.isArray(parsed) ? parsed : [];
  const size = documents.reduce((sum, document) => sum + expandedSize(document), 0);
  if (size > MAX_EXPANDED) return tooMuch;
  const lineAt = (offset: number) => lines.linePos(offset).line;
  for (const { errors } of documents) {
    const [error] = errors;
    if (error) {
      const message = error.message.split(/ at line \d|\n/)[0] ?? '';
      return { documents: [], problem: { message, line: lineAt(error.pos[0]) } };
    }
  }
  const full = documents.filter((document) => document.contents !== null);
  try {
    return { documents: full.map((document) => readDocument(document, lineAt)), problem: null };
  } catch (error) {
    return { documents: [], problem: { message: (error as Error).message.slice(0, 200), line: null } };
  }
}

function readDocument(document: Document, lineAt: (offset: number) => number): Read {
  const lineOf = (path: readonly (string | number)[]) => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      const item = isCollection(node)
        ? node.items.find((one, index) =>
            isPair(one) ? isScalar(one.key) && String(one.key.value) === String(step) : index === step,
          )
        : undefined;
      offset = startOf(isPair(item) ? item.key : item) ?? offset;
      node = isPair(item) ? item.value : item;
    }
    return lineAt(offset);
  };
  const data = document.toJS({ maxAliasCount: 1000 });
  if (isEndless(data, [])) throw new Error('An alias stands inside its own anchor.');
  return { data, line: lineOf([]), lineOf };
}

function isEndless(data: unknown, inside: readonly unknown[]): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return inside.includes(data) || Object.values(data).some((value) => isEndless(value, [...inside, data]));
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}
