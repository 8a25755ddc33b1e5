import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { Where } from '../../src/core/evidence/common.ts';

/** A step into a Compose file: a key, or the entry of a list or mapping whose text holds some words. */
export type Step = string | { has: string };

/**
 * Finds the line of a key in the student's own files. The last file that knows the whole path wins (it overrides the others); where none
 * does (the key came from an included file), the deepest place that one of them knows.
 */
export function createLocator(sources: readonly { file: string; text: string }[]): (path: readonly Step[]) => Where {
  const files = sources.map(({ file, text }) => {
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
    return { file, lines, documents: Array.isArray(documents) ? documents : [] };
  });
  return (path) => {
    let best: { depth: number; where: Where } = { depth: 0, where: { file: files[0]?.file ?? 'compose.yaml' } };
    for (const { file, lines, documents } of files) {
      for (const document of documents) {
        const { depth, offset } = walk(document, path);
        if (depth > 0 && depth >= best.depth) {
          best = { depth, where: { file, line: lines.linePos(offset).line } };
        }
      }
    }
    return best.where;
  };
}

function walk(document: Document, path: readonly Step[]): { depth: number; offset: number } {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, step] of path.entries()) {
    const next = enter(document, follow(document, node), step, new Set());
    if (!next) return { depth, offset };
    offset = next.offset;
    node = next.value;
  }
  return { depth: path.length, offset };
}

interface Entry {
  offset: number;
  value: unknown;
}

/** One step down; what a mapping does not hold itself may come from a merge key (`<<`). */
function enter(document: Document, node: unknown, step: Step, seen: Set<unknown>): Entry | undefined {
  if (seen.has(node)) return undefined;
  seen.add(node);
  if (isSeq(node)) {
    const item = node.items.find((entry) => typeof step === 'object' && String(entry).includes(step.has));
    return item ? { offset: startOf(item), value: item } : undefined;
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

function matches(pair: Pair, step: Step): boolean {
  const key = keyOf(pair);
  return typeof step === 'string' ? key === step : key.includes(step.has);
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
