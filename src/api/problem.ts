import { DockgradeError, ERROR_CODES, type ErrorCode } from '../core/errors.ts';
import { errorIn, toldIn } from '../core/problems-es.ts';
import type { Lang } from '../core/text.ts';
import type { Problem } from '../core/wire/problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** The HTTP status of every code; docs/errors.md lists them too. Codes that only workers and the command line know are faults of ours here. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  usage: 400,
  'assignment-invalid': 422,
  'grader-invalid': 500,
  'setting-invalid': 500,
  'repository-not-found': 422,
  'repository-private': 422,
  'repository-unreachable': 502,
  'repository-too-slow': 504,
  'repository-too-large': 422,
  'repository-damaged': 422,
  'ref-unknown': 422,
  'engine-missing': 500,
  'engine-not-permitted': 500,
  'engine-too-old': 500,
  'engine-start-failed': 500,
  'engine-unreachable': 503,
  'engine-failed': 500,
  'sandbox-missing': 500,
  'sandbox-breached': 500,
  'isolation-unproven': 500,
  'disk-full': 507,
  'report-unwritable': 500,
  'registry-unreachable': 503,
  'registry-limited': 503,
  'deadline-exceeded': 504,
  'prober-failed': 500,
  'teardown-incomplete': 500,
  'request-invalid': 400,
  'sign-in-needed': 401,
  'not-allowed': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'deadline-over': 409,
  'no-attempts-left': 409,
  'repository-not-allowed': 422,
  'roster-invalid': 422,
  conflict: 409,
  'signature-invalid': 401,
  'too-large': 413,
  'media-type-unsupported': 415,
  'too-many-requests': 429,
  'queue-unreachable': 503,
  'store-unreachable': 503,
  'worker-lost': 500,
  'result-invalid': 500,
  'github-failed': 502,
  'service-unreachable': 503,
  interrupted: 503,
  internal: 500,
};

/** Their own words are for the operator: they may hold addresses, paths and names of this installation. */
const INNER: readonly ErrorCode[] = ['store-unreachable', 'queue-unreachable', 'disk-full', 'setting-invalid'];

/** The same problem in a language of its reader, where there are words for it; title and code are the same in each. `error`: of which it tells, and which may have words of its own. */
export function inLanguage(problem: Problem, lang: Lang, error?: unknown): Problem {
  const told = error instanceof DockgradeError ? errorIn(lang, error) : toldIn(lang, problem.code);
  return told ? { ...problem, detail: told.message, remedy: told.remedy } : problem;
}

/** An error as it is told to whoever asked. What is no business of theirs is told by its code alone, and the log has the words. */
export function problemOf(error: unknown, request: string): Problem {
  if (!(error instanceof DockgradeError) || error.code === 'internal') return internal(request);
  if (INNER.includes(error.code)) return away(error.code, request);
  const { code, errors } = error;
  return {
    ...head(code),
    detail: sentence(error),
    remedy: error.remedy ?? null,
    ...(errors.length > 0 && { errors: errors.map(({ where, message }) => ({ where, message })) }),
  };
}

export function head(code: ErrorCode): Pick<Problem, 'type' | 'title' | 'status' | 'code'> {
  return { type: `/errors#${code}`, title: ERROR_CODES[code], status: HTTP_STATUS[code], code };
}

/** Where the mistakes are told one by one, the first line says it all. */
function sentence({ message, errors }: DockgradeError): string {
  return errors.length > 0 ? (message.split('\n')[0] ?? message) : message;
}

function away(code: ErrorCode, request: string): Problem {
  const { title } = head(code);
  return {
    ...head(code),
    detail: `${title.charAt(0).toUpperCase()}${title.slice(1)}. What was handed in before is safe.`,
    remedy: `Try again in a minute; if it stays, tell who runs this service, with the request id ${request}.`,
  };
}

function internal(request: string): Problem {
  return {
    ...head('internal'),
    detail: 'Something went wrong in dockgrade itself. What was handed in before is safe.',
    remedy: `Try again; if it stays, tell who runs this service, with the request id ${request}.`,
  };
}
