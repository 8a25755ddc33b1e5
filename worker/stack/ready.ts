import type { AssignmentFile } from '../../src/core/assignment/schema.ts';
import type { Answer } from '../../src/core/evidence/index.ts';
import type { RunContext } from '../stages/stage.ts';
import { type App, untilAnswers } from './answering.ts';

/** A proxy says with these that what stands behind it is not there yet. */
const NOT_YET = new Set([502, 503, 504]);
/** Milliseconds that such an answer is waited out, at most. */
const PATIENCE = 20_000;

/** Whether the application counts as there: any HTTP answer, unless the assignment names a status. */
export function isReady(answer: Answer | null, ready: AssignmentFile['ready']): boolean {
  return answer?.ok === true && (ready.status === undefined || answer.status === ready.status);
}

/** Waits until the application is ready. An answer of a proxy that waits itself is no answer yet, for a while. */
export async function untilReady(context: RunContext, app: App, within: number): Promise<Answer> {
  const { ready } = context.job.assignment;
  const started = performance.now();
  const good = (answer: Answer) =>
    isReady(answer, ready) &&
    (ready.status !== undefined || !answer.ok || !NOT_YET.has(answer.status) || performance.now() - started > PATIENCE);
  return untilAnswers(context, app, { method: 'GET', path: ready.path, headers: {}, body: null }, good, within);
}
