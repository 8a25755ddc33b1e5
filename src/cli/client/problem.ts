import { DockgradeError, ERROR_CODES, type ErrorCode } from '../../core/errors.ts';
import { cleanTexts } from '../../core/report/clean.ts';
import type { Lang } from '../../core/text.ts';
import { type Problem, problemSchema } from '../../core/wire/problem.ts';
import { TOKEN_REMEDY, TOKEN_REMEDY_ES } from './connection.ts';

/** What an answer that is no success says, as the exception of its code. */
export async function problemOf(url: string, response: Response, lang: Lang): Promise<DockgradeError> {
  const { status, headers } = response;
  const parsed = problemSchema.safeParse(json(await response.text()));
  if (parsed.success) return told(cleanTexts(parsed.data), lang);
  if (status >= 300 && status < 400) {
    const to = URL.parse(headers.get('location') ?? '', url)?.origin ?? 'another address';
    return noDockgrade(url, `it sends to ${cleanTexts(to)}`);
  }
  if (status >= 500) {
    return new DockgradeError('service-unreachable', `the service at ${url} does not answer: HTTP status ${status}`, {
      remedy: 'Try again in a minute; if it stays, tell who runs it.',
    });
  }
  return noDockgrade(url, `it answered with HTTP status ${status}`);
}

/** Whatever is there, it is none of ours. */
export function noDockgrade(url: string, what: string): DockgradeError {
  return new DockgradeError('setting-invalid', `DOCKGRADE_URL is ${url}, expected the address of dockgrade: ${what}`, {
    remedy: 'Set it to the address of its start page, such as https://grades.example.com.',
  });
}

function told(problem: Problem, lang: Lang): DockgradeError {
  const { detail, errors = [] } = problem;
  const lines = errors
    .filter(({ message }) => !detail.includes(message))
    .map((line) => `\n  ${line.where}: ${line.message}`);
  const remedy = remedyOf(problem, lang);
  return new DockgradeError(codeOf(problem), detail + lines.join(''), { errors, ...(remedy && { remedy }) });
}

/** A newer service may have codes that are not known here; its sentence is told all the same. */
function codeOf({ code, status }: Problem): ErrorCode {
  if (Object.hasOwn(ERROR_CODES, code)) return code as ErrorCode;
  return status < 500 ? 'request-invalid' : 'internal';
}

/** What the API says to programs, in words of the command line. */
function remedyOf({ code, detail, remedy }: Problem, lang: Lang): string | null {
  if (code === 'sign-in-needed') return lang === 'es' ? TOKEN_REMEDY_ES : TOKEN_REMEDY;
  if (code === 'not-found' && detail.includes('assignment')) return '`dockgrade assignments` lists those that you see.';
  return remedy?.replace('without "sameCommit"', 'without --same-commit') ?? null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
