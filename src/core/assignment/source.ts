import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { same, type Text } from '../text.ts';
import type { Mistake } from './mistake.ts';
import { isTooDeep, repeatedKeys } from './repeated.ts';

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
  if (isTooDeep(text)) return [whole(...TOO_DEEP)];
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [first, second] = 'empty' in documents ? [] : documents;
  if (!first) return [whole({ en: 'an empty file', es: 'un archivo vacío' }, ASSIGNMENT)];
  if (second) {
    const found = { en: 'a second document (`---`)', es: 'un segundo documento (`---`)' };
    const expected = { en: 'one assignment a file', es: 'una consigna por archivo' };
    return [{ ...at(second.range[0]), path: '', found, expected }];
  }
  const broken = syntaxMistake(first, text, at);
  if (broken) return [broken];
  const value = plainValue(first);
  if (!value.ok) return [whole(value.found, value.expected)];
  const mistakes = repeatedKeys(first).map((offset) => ({ ...at(offset), path: '', found: TWICE, expected: ONCE }));
  return { value: value.value, mistakes, placeOf: (path, what) => at(offsetOf(first, path, what)) };
}

function decode(input: string | Uint8Array): string | Mistake {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (size > MAX_BYTES) {
    const expected = { en: 'a file of at most 256 KiB', es: 'un archivo de 256 KiB como máximo' };
    return whole(same(`${Math.ceil(size / 1024)} KiB`), expected);
  }
  try {
    const text = typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true }).decode(input);
    if (!text.includes('\0')) return text.replace(/^\uFEFF/, '');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return whole(
    { en: 'bytes that are no UTF-8 text', es: 'bytes que no son texto en UTF-8' },
    { en: 'a text file in UTF-8', es: 'un archivo de texto en UTF-8' },
  );
}

function whole(found: Text, expected: Text): Mistake {
  return { line: 1, column: 1, path: '', found, expected };
}

const ASSIGNMENT: Text = { en: 'an assignment', es: 'una consigna' };
const WRITTEN_OUT: Text = { en: 'each value written out', es: 'cada valor escrito por completo' };
const TWICE: Text = { en: 'a second key of the same name', es: 'una segunda clave con el mismo nombre' };
const ONCE: Text = { en: 'each key once', es: 'cada clave una sola vez' };
const TOO_DEEP: [found: Text, expected: Text] = [
  { en: 'lists or mappings nested too deeply', es: 'listas o claves anidadas a demasiada profundidad' },
  ASSIGNMENT,
];
const SYNTAX: Record<string, [found: Text, expected: Text]> = {
  TAB_AS_INDENT: [
    { en: 'a tab as indentation', es: 'un tabulador como sangría' },
    { en: 'spaces', es: 'espacios' },
  ],
  BAD_SCALAR_START: [
    { en: 'a value that begins with a reserved character', es: 'un valor que empieza con un carácter reservado' },
    { en: 'quotes around it', es: 'comillas alrededor' },
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    { en: 'a mapping inside a value', es: 'claves dentro de un valor' },
    {
      en: 'one `key: value` a line, or quotes around a value with a colon',
      es: 'un `clave: valor` por línea, o comillas alrededor de un valor con dos puntos',
    },
  ],
  MISSING_CHAR: [
    { en: 'text or a bracket that is never closed', es: 'un texto o un corchete que nunca se cierra' },
    { en: 'its closing character', es: 'el carácter que lo cierra' },
  ],
  RESOURCE_EXHAUSTION: TOO_DEEP,
};
const BARE_VARIABLE: [found: Text, expected: Text] = [
  { en: '`${` in a value without quotes', es: '`${` en un valor sin comillas' },
  {
    en: 'quotes around the value, such as "/users/${id}"',
    es: 'comillas alrededor del valor, como "/users/${id}"',
  },
];

/** The first mistake that leaves no value: what follows that one is its echo. */
function syntaxMistake(document: Document.Parsed, text: string, at: (offset: number) => Place): Mistake | undefined {
  const problems = [...document.errors, ...document.warnings];
  const problem = problems.find(({ code }) => code === 'RESOURCE_EXHAUSTION') ?? problems[0];
  if (!problem) return undefined;
  const [offset] = problem.pos;
  const bare = text.startsWith('${', offset - 1);
  const [found, expected] = bare ? BARE_VARIABLE : (SYNTAX[problem.code] ?? otherSyntax(problem.message));
  return { ...at(offset), path: '', found, expected };
}

/** The reader's own words are English alone. */
function otherSyntax(message: string): [found: Text, expected: Text] {
  return [
    { en: `a mistake in the YAML (${message})`, es: `un error en el YAML (${message})` },
    { en: 'YAML 1.2 or JSON', es: 'YAML 1.2 o JSON' },
  ];
}

function plainValue(
  document: Document.Parsed,
): { ok: true; value: unknown } | { ok: false; found: Text; expected: Text } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    JSON.stringify(value);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof ReferenceError) {
      const found = error.message.startsWith('Unresolved')
        ? { en: 'an alias (`*name`) without its anchor', es: 'un alias (`*nombre`) sin su ancla' }
        : { en: 'too many aliases', es: 'demasiados alias' };
      return { ok: false, found, expected: WRITTEN_OUT };
    }
    if (error instanceof TypeError) {
      const found = { en: 'an alias that holds itself', es: 'un alias que se contiene a sí mismo' };
      return { ok: false, found, expected: WRITTEN_OUT };
    }
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
