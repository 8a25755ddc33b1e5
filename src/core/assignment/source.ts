import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { Mistake } from './mistake.ts';

const MAX_BYTES = 256 * 1024;
const MAX_ALIASES = 50;

export interface Place {
  line: number;
  column: number;
}

/** A file that could be read as YAML: its value, and where in the file each part of it stands. */
export interface Source {
  value: unknown;
  /** Mistakes that leave a usable value: duplicate keys. */
  mistakes: Mistake[];
  /** The place of a value, or of its key; for something that is missing the place of what should hold it. */
  placeOf(path: readonly PropertyKey[], what: 'key' | 'value'): Place;
}

/** Reads YAML 1.2 (which JSON is a part of) from text or bytes. Answers with mistakes where no value can be made of it. */
export function readSource(input: string | Uint8Array): Source | Mistake[] {
  const text = decode(input);
  if (typeof text !== 'string') return [text];
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [first, second] = 'empty' in documents ? [] : documents;
  if (!first) return [whole('an empty file', 'an assignment')];
  if (second) {
    return [
      { ...at(second.range[0]), path: '', found: 'a second document (`---`)', expected: 'one assignment a file' },
    ];
  }
  const mistakes = syntaxMistakes(first, text, at);
  if (mistakes.some((mistake) => mistake.found !== TWICE)) return mistakes;
  const value = plainValue(first);
  if (!value.ok) return [whole(value.found, value.expected)];
  return { value: value.value, mistakes, placeOf: (path, what) => at(offsetOf(first, path, what)) };
}

function decode(input: string | Uint8Array): string | Mistake {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (size > MAX_BYTES) return whole(`${Math.ceil(size / 1024)} KiB`, 'a file of at most 256 KiB');
  try {
    const text = typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true }).decode(input);
    if (!text.includes('\0')) return text.replace(/^\uFEFF/, '');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return whole('bytes that are no UTF-8 text', 'a text file in UTF-8');
}

function whole(found: string, expected: string): Mistake {
  return { line: 1, column: 1, path: '', found, expected };
}

const TWICE = 'a second key of the same name';
const SYNTAX: Record<string, [found: string, expected: string]> = {
  TAB_AS_INDENT: ['a tab as indentation', 'spaces'],
  DUPLICATE_KEY: [TWICE, 'each key once'],
  BAD_SCALAR_START: ['a value that begins with a reserved character', 'quotes around it'],
  BLOCK_AS_IMPLICIT_KEY: ['a mapping inside a value', 'one `key: value` a line, or quotes around a value with a colon'],
  MISSING_CHAR: ['text or a bracket that is never closed', 'its closing character'],
  RESOURCE_EXHAUSTION: ['lists or mappings nested too deeply', 'an assignment'],
};

/** Keys that stand twice, or the first mistake that leaves no value: what follows that one is its echo. */
function syntaxMistakes(document: Document.Parsed, text: string, at: (offset: number) => Place): Mistake[] {
  const problems = [...document.errors, ...document.warnings];
  const broken =
    problems.find(({ code }) => code === 'RESOURCE_EXHAUSTION') ??
    problems.find(({ code }) => code !== 'DUPLICATE_KEY');
  return (broken ? [broken] : problems).map(({ code, message, pos: [offset] }) => {
    const bare = text.startsWith('${', offset - 1);
    const [found, expected] = bare
      ? ['`${` in a value without quotes', 'quotes around the value, such as "/users/${id}"']
      : (SYNTAX[code] ?? [`a mistake in the YAML (${message})`, 'YAML 1.2 or JSON']);
    return { ...at(offset), path: '', found, expected };
  });
}

function plainValue(
  document: Document.Parsed,
): { ok: true; value: unknown } | { ok: false; found: string; expected: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    JSON.stringify(value);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof ReferenceError) {
      const found = error.message.startsWith('Unresolved')
        ? 'an alias (`*name`) without its anchor'
        : 'too many aliases';
      return { ok: false, found, expected: 'each value written out' };
    }
    if (error instanceof TypeError)
      return { ok: false, found: 'an alias that holds itself', expected: 'each value written out' };
    throw error;
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], what: 'key' | 'value'): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) return offset;
      const key = pair.key as Node;
      node = pair.value as Node | null;
      const last = depth === path.length - 1;
      offset = (last && what === 'value' ? node : key)?.range?.[0] ?? key.range?.[0] ?? offset;
    } else if (isSeq(node)) {
      node = (node.items[Number(part)] ?? null) as Node | null;
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
