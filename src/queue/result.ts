import { DockgradeError } from '../core/errors.ts';
import { type Run, runSchema } from '../core/run.ts';

/** Bytes of JSON. Evidence is capped stage by stage; a run that is larger was not made by our stages. */
export const MAX_RESULT = 8 * 1024 * 1024;

/** What goes to Redis. Throws `result-invalid` for what nobody could put into the books. */
export function writeResult(run: Run): string {
  const text = JSON.stringify(checked(run));
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_RESULT) throw tooLarge(bytes);
  return text;
}

/** What came from Redis, where others may write. Throws `result-invalid`. */
export function readResult(text: string): Run {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_RESULT) throw tooLarge(bytes);
  try {
    return checked(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalid('it is no JSON', cause);
    throw cause;
  }
}

function checked(value: unknown): Run {
  const parsed = runSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'unknown' };
  throw invalid(`at ${path.join('.') || 'its top'}: ${message}`, parsed.error);
}

function tooLarge(bytes: number): DockgradeError {
  return invalid(`it has ${bytes} bytes, at most ${MAX_RESULT} are taken`);
}

function invalid(why: string, cause?: unknown): DockgradeError {
  return new DockgradeError('result-invalid', `A worker gave back a result that does not fit: ${why}.`, {
    cause,
    remedy: 'Check that every worker runs the same version of dockgrade as the service, then hand in again.',
  });
}
