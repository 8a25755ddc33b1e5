import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DockgradeError, type PlacedMistake } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { pointerPart } from './json.ts';

const MAX_MISTAKES = 20;
const PARTS: Record<string, string> = { body: 'body', querystring: 'query', params: 'address', headers: 'headers' };

/** Requests are parsed by the zod schemas of their routes; what does not fit is `request-invalid`, with every mistake and its place. */
export function parseBySchema(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (given: unknown) => {
    // Fastify has null for a body that is not there.
    const data = httpPart === 'body' ? (given ?? undefined) : given;
    const parsed = schema.safeParse(data);
    if (parsed.success) return { value: parsed.data };
    return { error: mistakes(parsed.error, schema, PARTS[httpPart ?? ''] ?? 'request', data) };
  });
}

function mistakes(error: z.ZodError, schema: z.ZodType, part: string, data: unknown): DockgradeError {
  if (part === 'body' && data === undefined) {
    return new DockgradeError('request-invalid', 'The request has no body.', {
      remedy: 'Send a JSON object, with the header Content-Type: application/json.',
    });
  }
  const errors = error.issues.flatMap((issue) => tell(issue, schema)).slice(0, MAX_MISTAKES);
  const [first] = errors;
  const count = errors.length > 1 ? `${errors.length} mistakes` : 'a mistake';
  const told = first ? `: ${first.where === '' ? '' : `${first.where} `}${first.message}` : '';
  return new DockgradeError('request-invalid', `The ${part} has ${count}${told}`, {
    remedy: 'Correct what is listed in "errors"; /docs describes every request.',
    errors,
  });
}

function tell(issue: z.core.$ZodIssue, schema: z.ZodType): PlacedMistake[] {
  const where = issue.path.map((part) => `/${pointerPart(part)}`).join('');
  if (issue.code !== 'unrecognized_keys') return [{ where, message: expected(issue) }];
  const known = issue.path.length === 0 ? keysOf(schema) : [];
  return issue.keys.slice(0, MAX_MISTAKES).map((key) => {
    const near = nearest(key.slice(0, 100), known);
    const others = known.length > 0 ? `expected one of ${known.join(', ')}` : 'nothing is taken here';
    const instead = near ? `did you mean "${near}"?` : others;
    return { where: `${where}/${pointerPart(key)}`, message: `is unknown; ${instead}` };
  });
}

function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodPrefault ? keysOf(schema.def.innerType) : [];
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a JSON object',
};

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? `is missing, expected ${TYPES[issue.expected] ?? issue.expected}`
        : `expected ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected one of ${issue.values.join(', ')}`;
    case 'too_small':
    case 'too_big':
      return `expected ${bound(issue)}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `is no valid ${issue.format}` : `expected ${issue.message}`;
    default:
      return issue.message;
  }
}

function bound(issue: Extract<z.core.$ZodIssue, { code: 'too_small' | 'too_big' }>): string {
  const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  return issue.origin === 'string' ? `${limit} ${limit.endsWith(' 1') ? 'character' : 'characters'}` : limit;
}
