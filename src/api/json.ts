import type { FastifyInstance } from 'fastify';
import { DockgradeError } from '../core/errors.ts';
import { jsonMistakeAt } from './json-place.ts';

const MAX_DEPTH = 10;
/** Names by which a plain object could be given another prototype. */
const POISON = ['__proto__', 'constructor', 'prototype'];

/** Bodies of JSON: UTF-8, at most ten levels deep, with nothing in them that is more than data. Mistakes are told with line and column. */
export function parseJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    body.length === 0 ? undefined : readJson(body),
  );
}

/** A compressed body could be far larger than it seems: none is taken. */
export function refuseCompressed(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }) => {
    if ((headers['content-encoding'] ?? 'identity') === 'identity') return;
    throw new DockgradeError('media-type-unsupported', 'The body is compressed, expected it as it is.', {
      remedy: 'Send it without Content-Encoding.',
    });
  });
}

/** Throws `request-invalid`. */
export function readJson(body: Buffer): unknown {
  const text = decode(body);
  const value = parse(text);
  check(value, '', 1);
  return value;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new DockgradeError('request-invalid', 'The body is not UTF-8.', { cause, remedy: 'Send JSON in UTF-8.' });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { line, column } = place(text);
    throw new DockgradeError('request-invalid', `The body is no JSON from line ${line}, column ${column} on.`, {
      cause,
      remedy: 'Look there for a missing quote, a comma too many or too few, or a bracket that is not closed.',
      errors: [{ where: `line ${line}, column ${column}`, message: 'expected JSON' }],
    });
  }
}

/** Lines and columns count from 1. */
function place(text: string): { line: number; column: number } {
  const before = text.slice(0, jsonMistakeAt(text) ?? text.length).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function check(value: unknown, pointer: string, depth: number): void {
  if (typeof value === 'string' && value.includes('\0')) throw refused(pointer, 'holds a NUL character');
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw refused(pointer, `is nested deeper than ${MAX_DEPTH} levels`);
  for (const [key, inner] of Object.entries(value)) {
    const path = `${pointer}/${pointerPart(key)}`;
    if (POISON.includes(key)) throw refused(path, 'has a name that is not taken');
    check(inner, path, depth + 1);
  }
}

/** A name in a JSON pointer (RFC 6901), cut to what a person can read. */
export function pointerPart(key: PropertyKey): string {
  return String(key).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}

function refused(where: string, message: string): DockgradeError {
  return new DockgradeError('request-invalid', `The body ${message}, at "${where}".`, {
    remedy: 'Take it out.',
    errors: [{ where, message }],
  });
}
