import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { Where } from '../../src/core/evidence/index.ts';

/** A Compose file of the repository. `file` is relative to the repository. */
export interface ComposeSource {
  file: string;
  text: string;
}

/** A step into a Compose file: a key, the number of an entry of a list, or the entry of a list or mapping whose text holds some words. */
export type Step = string | number | { has: string };

/** Finds places of the merged model in the student's own files. */
export interface Locator {
  /**
   * The line of a key. The last file that knows the whole path wins (it overrides the others); where none does (the key came from an
   * included file), the deepest place that one of them knows.
   */
  where(path: readonly Step[]): Where;
  /** The value as it is written, before interpolation; undefined where no file has exactly this path. */
  written(path: readonly Step[]): unknown;
  /** Where the first mistake of syntax is; null when there is none. Compose's own line numbers are often off by some. */
  mistake(): Where | null;
}

export function locator(sources: readonly ComposeSource[]): Locator {
  const files = sources.flatMap(({ file, text }) => {
    const lines = new LineCounter();
    const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
    return (Array.isArray(parsed) ? parsed : []).map((document) => ({ file, lines, document }));
  });
  return {
    where(path) {
      let best: { depth: number; where: Where } = { depth: 0, where: { file: sources[0]?.file ?? 'compose.yaml' } };
      for (const { file, lines, document } of files) {
        const { depth, offset } = walk(document, path);
        if (depth > 0 && depth >= best.depth) best = { depth, where: { file, line: lines.linePos(offset).line } };
      }
      return best.where;
    },
    written(path) {
      for (const { document } of files.toReversed()) {
        const { depth, value } = walk(document, path);
        if (depth === path.length) return isNode(value) ? value.toJS(document) : value;
      }
      return undefined;
    },
    mistake() {
      for (const { file, lines, document } of files) {
        const [error] = document.errors;
        if (error) return { file, line: lines.linePos(error.pos[0]).line };
      }
      return null;
    },
  };
}

interface Entry {
  offset: number;
  value: unknown;
}

/** As deep as the document knows the path. */
function walk(document: Document, path: readonly Step[]): Entry & { depth: number } {
  let at: Entry = { offset: 0, value: document.contents };
  for (const [depth, step] of path.entries()) {
    const next = enter(document, follow(document, at.value), step, new Set());
    if (!next) return { ...at, depth };
    at = next;
  }
  return { ...at, depth: path.length };
}

/** One step down; what a mapping does not hold itself may come from a merge key (`<<`). */
function enter(document: Document, node: unknown, step: Step, seen: Set<unknown>): Entry | undefined {
  if (seen.has(node)) return undefined;
  seen.add(node);
  if (isSeq(node)) {
    const item = typeof step === 'number' ? node.items[step] : node.items.find((entry) => holds(entry, step));
    return item === undefined ? undefined : { offset: startOf(item), value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((entry) => matches(entry, step));
  if (pair) return { offset: startOf(pair.key), value: pair.value };
  for (const merge of node.items.filter((entry) => keyOf(entry) === '<<')) {
    const value = follow(document, merge.value);
    for (const part of isSeq(value) ? value.items : [value]) {
      const found = enter(document, follow(document, part), step, seen);
      if (found) return found;
    }
  }
  return undefined;
}

function holds(entry: unknown, step: Step): boolean {
  return typeof step === 'object' && String(entry).includes(step.has);
}

function matches(pair: Pair, step: Step): boolean {
  const key = keyOf(pair);
  return typeof step === 'object' ? key.includes(step.has) : key === String(step);
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function follow(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function startOf(node: unknown): number {
  return (node as Node).range?.[0] ?? 0;
}
