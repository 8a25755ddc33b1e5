import { z } from 'zod';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_PAUSE = 5000;
/** With pauses that double up to an hour this is about a day. */
const MOST_TRIES = 33;

/** What Octokit throws where GitHub did answer. */
const refusalSchema = z.object({
  response: z.object({ status: z.int(), headers: z.record(z.string(), z.unknown()) }),
});

/** What to do after a request to GitHub failed. */
export type Failure =
  /** It comes back every time. */
  | { kind: 'lasting'; status: number; message: string; remedy: string }
  /** GitHub takes nothing from us until then. */
  | { kind: 'limited'; until: number; message: string }
  | { kind: 'passing'; message: string };

/** Reads what Octokit threw. Limits are told by `Retry-After` (seconds or a date) and by `x-ratelimit-remaining` with `x-ratelimit-reset`. */
export function readFailure(error: unknown, now: number): Failure {
  const message = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
  const refusal = refusalSchema.safeParse(error);
  if (!refusal.success) return { kind: 'passing', message };
  const { status, headers } = refusal.data.response;
  const limited = limitedUntil(headers, now);
  const isLimit = status === 429 || (status === 403 && /rate limit/i.test(message));
  if (isLimit || (limited !== null && (status === 403 || status >= 500))) {
    return { kind: 'limited', until: limited ?? now + MINUTE, message };
  }
  if (status < 400 || status >= 500 || status === 408) return { kind: 'passing', message };
  return { kind: 'lasting', status, message, remedy: REMEDIES[status] ?? 'See what GitHub says.' };
}

/** Milliseconds since 1970 of the next try; null when it was tried for about a day. Pauses double up to an hour, and vary so that not everything comes at once. */
export function nextTry(tries: number, now: number, random: number = Math.random()): number | null {
  if (tries >= MOST_TRIES) return null;
  return now + Math.min(HOUR, FIRST_PAUSE * 2 ** Math.max(0, tries - 1)) * (0.75 + random / 2);
}

const REMEDIES: Record<number, string> = {
  401: 'DOCKGRADE_GITHUB_TOKEN is wrong or has expired: make a new one and start the service again.',
  403: 'DOCKGRADE_GITHUB_TOKEN may not do this: it needs "Commit statuses: read and write" for the repository (classic: repo:status).',
  404: 'DOCKGRADE_GITHUB_TOKEN does not see the repository, or may not write to it: it needs "Commit statuses: read and write" for it.',
  422: 'The commit is no longer in the repository, or holds 1000 statuses of this name already.',
};

function limitedUntil(headers: Record<string, unknown>, now: number): number | null {
  const after = headers['retry-after'];
  const seconds = Number(after ?? Number.NaN);
  if (Number.isFinite(seconds)) return within(now + seconds * 1000, now);
  const date = typeof after === 'string' ? Date.parse(after) : Number.NaN;
  if (Number.isFinite(date)) return within(date, now);
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  return headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset) ? within(reset * 1000, now) : null;
}

function within(moment: number, now: number): number {
  return Math.min(Math.max(moment, now + 1000), now + DAY);
}
