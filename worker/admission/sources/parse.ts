import { type Document, isAlias, isScalar, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import type { Refusal } from '../../../src/core/evidence/admit.ts';
import { hasControls } from '../values.ts';
import { expandedSize, MAX_DEPTH, MAX_NODES, portCount, tooMuchToParse } from './limits.ts';
import { messages } from './messages.ts';

const MAX_ALIASES = 200;
const MAX_EXPANDED = 100_000;
const MAX_PORTS = 200;
/** In one value. Compose looks through what is left of it once more for each, so it takes seconds for thousands, nested or not. */
const MAX_VARIABLES = 500;
/**
 * Line breaks for Compose's parser (YAML 1.1) and not for ours (YAML 1.2): what we take for the rest of a comment could be an `include` for Compose.
 */
const OTHER_BREAKS = /[\u0085\u2028\u2029]|\r(?!\n)/;
/** The tags that Compose knows, and those that change nothing. `!!binary` would hide a text from us, but not from Compose. */
const TAGS = /^(!reset|!override|!|tag:yaml\.org,2002:(str|int|float|bool|null|seq|map|merge))$/;

/** A Compose file as its text says, before anything is expanded. */
export interface ParsedSource {
  documents: readonly Document[];
  refusals: Refusal[];
  lineOf(node: unknown): number | undefined;
}

/** Parses a Compose file as far as that is safe, and says what makes it unsafe. */
export function parseSource(file: string, text: string): ParsedSource {
  const lines = new LineCounter();
  const lineOf = (node: unknown) => {
    const start = (node as Node | undefined)?.range?.[0];
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  const at = (node: unknown) => ({ file, line: lineOf(node) });
  if (OTHER_BREAKS.test(text)) return { documents: [], refusals: [{ ...messages.breaks(), where: { file } }], lineOf };
  const tooMuch = tooMuchToParse(text);
  if (tooMuch) return { documents: [], refusals: [{ ...messages.limit(tooMuch), where: { file } }], lineOf };
  const parsed = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent', strict: true });
  const documents = Array.isArray(parsed) ? parsed : [];
  const refusals = documents.flatMap((document) => [
    ...syntaxProblems(document, text, file),
    ...nodeProblems(document).map(({ node, problem }) => ({ ...problem, where: at(node) })),
  ]);
  if (refusals.length === 0 && documents.some((document) => expandedSize(document) > MAX_EXPANDED)) {
    refusals.push({ ...messages.limit('aliases'), where: { file } });
  }
  if (refusals.length === 0 && documents.some((document) => portCount(document) > MAX_PORTS)) {
    refusals.push({ ...messages.ports(), where: { file } });
  }
  return { documents, refusals, lineOf };
}

function syntaxProblems(document: Document.Parsed | Document, text: string, file: string): Refusal[] {
  const [error] = document.errors;
  if (!error) return [];
  const where = { file, line: error.linePos?.[0].line };
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(error.pos[0], error.pos[0] + 100))?.[0] ?? '?';
    return [{ ...messages.duplicate(key), where }];
  }
  // Compose's parser may be more lenient than ours; then nobody would have looked at the files that it goes on to read.
  const namesFiles = /include|extends|env_file|label_file|\\[xuU]|!!/.test(text);
  return namesFiles ? [{ ...messages.syntax(error.message.split(/ at line | in |\n/)[0] ?? ''), where }] : [];
}

interface Found {
  node: unknown;
  problem: ReturnType<(typeof messages)[keyof typeof messages]>;
}

/** At most one finding of each document: the first is enough to refuse it. */
function nodeProblems(document: Document): Found[] {
  let nodes = 0;
  let aliases = 0;
  const found: Found[] = [];
  const stop = (node: unknown, problem: Found['problem']) => {
    found.push({ node, problem });
    return visit.BREAK;
  };
  visit(document, {
    Pair: (_, pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined || key.includes('$') || hasControls(key) || key.length > 256) {
        return stop(pair.key, messages.key());
      }
    },
    Node: (_, node, path) => {
      nodes += 1;
      if (isAlias(node)) aliases += 1;
      if (nodes > MAX_NODES) return stop(node, messages.limit('nodes'));
      if (aliases > MAX_ALIASES) return stop(node, messages.limit('aliases'));
      if (path.filter((step) => !isPairLike(step)).length > MAX_DEPTH) return stop(node, messages.limit('depth'));
      if (isScalar(node) && variableCount(node.value) > MAX_VARIABLES) return stop(node, messages.limit('variables'));
      const tag = isAlias(node) ? undefined : node.tag;
      if (tag !== undefined && !TAGS.test(tag)) return stop(node, messages.tag(tag));
    },
  });
  return found;
}

function variableCount(value: unknown): number {
  return typeof value === 'string' ? value.split('${').length - 1 : 0;
}

function isPairLike(step: unknown): boolean {
  return typeof step === 'object' && step !== null && 'key' in step;
}
