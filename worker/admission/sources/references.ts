import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, visit } from 'yaml';
import type { Where } from '../../../src/core/evidence/common.ts';
import type { ParsedSource } from './parse.ts';

/** Something that Compose's loader would read because a Compose file says so. */
export interface Reference {
  /** `include` and `extends` lead to Compose files, `values` to a file of variables or labels. */
  kind: 'include' | 'extends' | 'values';
  path: string;
  /** The `project_directory` of an include. */
  folder?: string;
  where: Where;
}

/**
 * Finds references wherever the keys stand, also below anchors and extensions that may be merged into a service:
 * too many are harmless, one too few is not.
 */
export function findReferences(file: string, source: ParsedSource): Reference[] {
  return source.documents.flatMap((document) => {
    const found: Reference[] = [];
    visit(document, {
      Pair: (_, pair, path) => {
        const watched = path.some((step) => keyOf(step) === 'watch');
        const where = { file, line: source.lineOf(pair.key) };
        const value = reveal(document, pair.value);
        switch (keyOf(pair)) {
          case 'include':
            if (!watched) for (const item of itemsOf(document, value)) found.push(...included(document, item, where));
            break;
          case 'extends': {
            const path = textOf(document, value, 'file');
            if (path !== undefined) found.push({ kind: 'extends', path, where });
            break;
          }
          case 'env_file':
          case 'label_file':
            found.push(...values(document, value, where));
            break;
        }
      },
    });
    return found;
  });
}

/** An include is a path, or a mapping of paths, a folder and files of variables. The folder counts for all of its paths. */
function included(document: Document, item: unknown, where: Where): Reference[] {
  if (isScalar(item)) return [{ kind: 'include', path: String(item.value), where }];
  const folder = textOf(document, item, 'project_directory');
  const paths = itemsOf(document, fieldOf(document, item, 'path')).filter(isScalar);
  const [first] = paths;
  // Without a folder of its own the first path decides what the others are relative to.
  const base = folder ?? (first && paths.length > 1 ? parentOf(String(first.value)) : undefined);
  return paths.map((path) => ({ kind: 'include', path: String(path.value), folder: base, where }));
}

function values(document: Document, value: unknown, where: Where): Reference[] {
  return itemsOf(document, value).flatMap((item) => {
    const path = isScalar(item) ? String(item.value) : textOf(document, item, 'path');
    return path === undefined ? [] : [{ kind: 'values' as const, path, where }];
  });
}

function itemsOf(document: Document, value: unknown): unknown[] {
  const node = reveal(document, value);
  if (isSeq(node)) return node.items.map((item) => reveal(document, item));
  return node === null || node === undefined ? [] : [node];
}

function textOf(document: Document, node: unknown, key: string): string | undefined {
  const value = fieldOf(document, node, key);
  return isScalar(value) && value.value !== null ? String(value.value) : undefined;
}

/** A field of a mapping, its own or one that a merge key (`<<`) brings. */
function fieldOf(document: Document, node: unknown, key: string, seen = new Set<unknown>()): unknown {
  if (!isMap(node) || seen.has(node)) return undefined;
  seen.add(node);
  const own = node.items.find((entry) => keyOf(entry) === key);
  if (own) return reveal(document, own.value);
  for (const merge of node.items.filter((entry) => keyOf(entry) === '<<')) {
    for (const part of itemsOf(document, merge.value)) {
      const field = fieldOf(document, part, key, seen);
      if (field !== undefined) return field;
    }
  }
  return undefined;
}

function reveal(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function keyOf(step: unknown): string | undefined {
  const key = (step as Pair | undefined)?.key;
  return isScalar(key) ? String(key.value) : undefined;
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '.' : path.slice(0, end) || '/';
}
