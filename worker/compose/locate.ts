import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { Where } from '../../src/core/evidence/index.ts';

/** A Compose file of the repository. `file` is relative to the repository. */
export interface ComposeSource {
  file: string;
  text: string;
}

/** Finds places of the merged model in the files that it came from. */
export interface Locator {
  /**
   * The line of a key such as `['services', 'web', 'ports', 0]`: in the last file that has it, else of its nearest parent, else the first
   * file without a line (for what came by `extends` or `include`).
   */
  where(path: readonly (string | number)[]): Where;
  /** The value as it is written, before interpolation and merging; undefined where no file has exactly this path. */
  written(path: readonly (string | number)[]): unknown;
  /** Where the first mistake of syntax is; null when there is none. Compose's own line numbers are often off by some. */
  mistake(): Where | null;
}

export function locator(sources: readonly ComposeSource[]): Locator {
  const documents = sources.map(({ file, text }) => {
    const lines = new LineCounter();
    return { file, lines, document: parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'silent' }) };
  });
  const newestFirst = documents.toReversed();
  return {
    where(path) {
      for (let depth = path.length; depth > 0; depth -= 1) {
        for (const { file, lines, document } of newestFirst) {
          const offset = offsetOf(document.contents, path.slice(0, depth), document);
          if (offset !== null) return { file, line: lines.linePos(offset).line };
        }
      }
      return { file: sources[0]?.file ?? '' };
    },
    written(path) {
      for (const { document } of newestFirst) {
        const node = nodeAt(document.contents, path, document);
        if (node !== null) return plain(node, document);
      }
      return undefined;
    },
    mistake() {
      for (const { file, lines, document } of documents) {
        const [error] = document.errors;
        if (error) return { file, line: lines.linePos(error.pos[0]).line };
      }
      return null;
    },
  };
}

type Doc = ReturnType<typeof parseDocument>;

/** Where the key (in a map) or the item (in a list) starts. */
function offsetOf(root: Node | null, path: readonly (string | number)[], doc: Doc): number | null {
  const parent = nodeAt(root, path.slice(0, -1), doc);
  const last = path.at(-1);
  if (isMap(parent)) {
    const key = pairOf(parent.items, String(last))?.key as Node | undefined;
    return key?.range?.[0] ?? null;
  }
  if (isSeq(parent) && typeof last === 'number') return (parent.items[last] as Node | undefined)?.range?.[0] ?? null;
  return null;
}

function nodeAt(root: Node | null, path: readonly (string | number)[], doc: Doc): Node | null {
  let node: Node | null = resolved(root, doc);
  for (const step of path) {
    if (isMap(node)) node = resolved((pairOf(node.items, String(step))?.value as Node) ?? null, doc);
    else if (isSeq(node) && typeof step === 'number') node = resolved((node.items[step] as Node) ?? null, doc);
    else return null;
    if (node === null) return null;
  }
  return node;
}

function resolved(node: Node | null, doc: Doc): Node | null {
  return isAlias(node) ? (node.resolve(doc) ?? null) : node;
}

function pairOf(items: readonly Pair[], key: string): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

function plain(node: Node, doc: Doc): unknown {
  return isScalar(node) ? node.value : node.toJS(doc);
}
