import { type DestinationStream, destination, pino } from 'pino';
import { cleanText } from './report/clean.ts';

/** What our code needs of a logger. Fields first, as pino has it: what can be searched for is a field, the message is always the same. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** The same log with these fields in every line, such as `{ submission }`. */
  child(fields: object): Log;
}

const HIDDEN = ['token', 'password', 'secret', 'authorization', 'cookie'];
const MAX_FIELD = 2000;
/** Bytes. */
const MAX_WAITING = 4_000_000;

/**
 * JSON lines on standard error, or in a file. Fields whose name says that they are secret are hidden, credentials in URLs too, and no field is
 * longer than 2,000 characters or holds what acts on a terminal: what a student's program said may be in one.
 * @param role `api`, `worker` or `serve`
 */
export function makeLog(level: string, role: string, file?: string): Log {
  return pino(
    {
      level,
      base: { role, pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      formatters: { level: (label) => ({ level: label }), log: shortened },
    },
    written(file),
  );
}

/**
 * A disk that is full ends nobody: lines wait for room, and where too many wait the newest are lost. Each is written before the next thing is done: what a
 * process that was killed did last is there, and none waits at its end for room.
 */
function written(file: string | undefined): DestinationStream {
  const place = file === undefined ? { dest: 2 } : { dest: file, mode: 0o600, append: true };
  const stream = destination({ ...place, sync: true, maxLength: MAX_WAITING });
  stream.on('error', () => undefined);
  return stream;
}

function shortened(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? errorFields(value) : plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = cleanText(value).replace(/(?<!\w)(\w+:\/\/)[^/@\s]*@/g, '$1[hidden]@');
  return text.length > MAX_FIELD ? `${text.slice(0, MAX_FIELD)}… (${text.length} characters)` : text;
}

function errorFields(error: Error): Record<string, unknown> {
  const { code, cause } = error as Error & { code?: unknown };
  const inner = cause instanceof Error ? { cause: plain(cause.message) } : {};
  return { message: plain(error.message), code, stack: plain(error.stack ?? ''), ...inner };
}
