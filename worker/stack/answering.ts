import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/core/evidence/index.ts';
import { serviceOf } from '../engine/docker.ts';
import { containersOf } from '../observe/states.ts';
import type { PlainRequest } from '../probing/request.ts';
import { sendOnce, type Target } from '../probing/send.ts';
import type { RunContext } from '../stages/stage.ts';
import { targetOf } from '../stages/target.ts';

/** The service to ask, and its container port. */
export interface App {
  service: string;
  port: number;
}

const PAUSE = 100;
/** Milliseconds after which the address is looked up again: a container that was restarted may have another one. */
const LOOK_AGAIN = 600;

/**
 * Asks again and again until an answer is good, the time is over, or the application's container has ended for good.
 * The first good answer decides; nothing is asked after it.
 * @param within milliseconds
 * @param tell hears every answer
 * @returns the last answer
 */
export async function untilAnswers(
  context: RunContext,
  app: App,
  request: PlainRequest,
  good: (answer: Answer) => boolean,
  within: number,
  tell: (answer: Answer) => void = () => undefined,
): Promise<Answer> {
  const until = performance.now() + within;
  let target: Target | null = null;
  let looked = Number.NEGATIVE_INFINITY;
  let answer: Answer = noAddress(app);
  for (;;) {
    if (target === null || performance.now() - looked > LOOK_AGAIN) {
      target = await targetOf(context, app.service, app.port);
      looked = performance.now();
    }
    const timeout = Math.max(1000, Math.min(10_000, until - performance.now()));
    answer = target
      ? await sendOnce(request, { prober: context.prober, target, signal: context.signal, timeout })
      : noAddress(app);
    tell(answer);
    if (good(answer) || performance.now() > until) return answer;
    if (target === null && (await hasEnded(context, app.service))) return answer;
    await pause(PAUSE, undefined, { signal: context.signal });
  }
}

/** One request; an application that does not run gives no answer. */
export async function askOnce(context: RunContext, app: App, request: PlainRequest, timeout: number): Promise<Answer> {
  const target = await targetOf(context, app.service, app.port);
  return target
    ? sendOnce(request, { prober: context.prober, target, signal: context.signal, timeout })
    : noAddress(app);
}

/** It ended and its restart policy (ours: a few times at most) does not bring it back, or it never started. */
async function hasEnded(context: RunContext, service: string): Promise<boolean> {
  const container = (await containersOf(context)).find((c) => serviceOf(c) === service);
  return container === undefined || (!container.State.Running && !container.State.Restarting);
}

/** What is recorded in place of an answer when there is no container to ask. */
export function noAddress(app: App): Answer {
  return { ok: false, error: 'no-address', message: `the service "${app.service}" does not run`, seconds: 0 };
}
