import type { ErrorCode } from '../core/errors.ts';
import { head, PROBLEM_TYPE } from './problem.ts';
import type { Told } from './told.ts';

type Json = Record<string, unknown>;

const MEANING: Record<string, string> = {
  200: 'done',
  201: 'made; Location names it',
  202: 'accepted: stored, and graded in its turn',
  204: 'done; there is nothing to show',
  503: 'not all is well',
};

/** May come from every address, and from those that need a person. */
const ALWAYS: readonly ErrorCode[] = ['internal', 'store-unreachable'];
const SIGNED_IN: readonly ErrorCode[] = ['sign-in-needed', 'too-many-requests'];
const WITH_BODY: readonly ErrorCode[] = ['too-large', 'media-type-unsupported'];

/** Adds to each operation of the document what its route told: problems with examples, files, headers, who may. */
export function operations(document: Json): Json {
  for (const methods of Object.values(document.paths as Record<string, Record<string, Json>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      const about = operation['x-told'] as Told | undefined;
      if (about) methods[method] = complete(operation, about, method);
    }
  }
  const { schemas } = document.components as { schemas: Record<string, Json> };
  // Answers alone have names; how they would look as input is of no use to anybody.
  for (const name of Object.keys(schemas)) if (name.endsWith('Input')) delete schemas[name];
  return document;
}

function complete({ 'x-told': _, ...operation }: Json, about: Told, method: string): Json {
  const signedIn = about.who.includes('teacher');
  const hasBody = ['post', 'put'].includes(method);
  const fromPages = signedIn && method !== 'get' ? (['not-allowed'] as const) : [];
  const codes = [
    ...about.problems,
    ...fromPages,
    ...(signedIn ? SIGNED_IN : []),
    ...(hasBody ? WITH_BODY : []),
    ...ALWAYS,
  ];
  const parameters = Object.entries(about.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));
  return {
    ...operation,
    tags: [about.who],
    description: `Who may: ${about.who}.`,
    security: signedIn ? [{ bearer: [] }, { session: [] }] : [],
    ...(parameters.length > 0 && { parameters: [...((operation.parameters as Json[]) ?? []), ...parameters] }),
    ...(about.takes && { requestBody: file(about.takes) }),
    responses: merged(answers(operation.responses as Record<string, Json>, about), problems([...new Set(codes)])),
  };
}

function file({ types, description }: NonNullable<Told['takes']>): Json {
  return {
    required: true,
    description,
    content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
  };
}

/** A status may stand for an answer and for a problem. */
function merged(answered: Record<string, Json>, refused: Record<string, Json>): Json {
  const both = Object.entries(refused).map(([status, problem]) => {
    const { description, content } = answered[status] ?? {};
    if (description === undefined) return [status, problem];
    const together = { ...(content ?? {}), ...(problem.content as Json) };
    return [status, { description: `${description}; ${problem.description}`, content: together }];
  });
  return { ...answered, ...Object.fromEntries(both) };
}

function answers(given: Record<string, Json>, { gives, other }: Told): Record<string, Json> {
  const responses: Record<string, Json> = Object.fromEntries(
    Object.entries(given).map(([status, answer]) => [
      status,
      { ...answer, description: MEANING[status] ?? 'answered' },
    ]),
  );
  for (const [status, description] of Object.entries(other ?? {})) responses[status] = { description };
  // Without a schema and without a page there is no 200: it was only filled in.
  if (!gives && other && !given[200]?.content) delete responses[200];
  if (!gives) return responses;
  const also = { [gives.type]: { schema: { type: 'string', description: gives.description } } };
  const content = (given[200]?.content ?? {}) as Json;
  const plain = { description: gives.description, content: { ...content, ...also } };
  return { ...responses, 200: plain };
}

function problems(codes: readonly ErrorCode[]): Record<string, Json> {
  const byStatus = Map.groupBy(codes, (code) => head(code).status);
  return Object.fromEntries([...byStatus].map(([status, same]) => [String(status), problem(same)]));
}

function problem(codes: readonly ErrorCode[]): Json {
  const examples = codes.map((code) => {
    const { title } = head(code);
    const value = { ...head(code), detail: `${title.charAt(0).toUpperCase()}${title.slice(1)}.`, remedy: null };
    return [code, { summary: title, value }] as const;
  });
  return {
    description: codes.map((code) => `\`${code}\`: ${head(code).title}`).join('; '),
    content: {
      [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, examples: Object.fromEntries(examples) },
    },
  };
}
