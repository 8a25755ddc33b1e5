import type { Answer } from '../../src/core/evidence/common.ts';
import type { Prober } from '../prober/prober.ts';
import type { PlainRequest } from './request.ts';

/** Where an application answers. */
export interface Target {
  address: string;
  port: number;
}

export interface SendOptions {
  prober: Prober;
  target: Target;
  signal: AbortSignal;
  /** Milliseconds for the whole answer; default 10 000. */
  timeout?: number;
}

/**
 * Sends a request once, and once more when the connection was reset before an answer began: some applications reset the first connection.
 * When the second try brings no answer either, the first one's failure is the result.
 */
export async function sendProbe(request: PlainRequest, options: SendOptions): Promise<Answer> {
  const first = await sendOnce(request, options);
  if (first.ok || first.error !== 'ECONNRESET') return first;
  const second = await sendOnce(request, options);
  return second.ok ? second : first;
}

/** Sends a request exactly once. */
export function sendOnce(request: PlainRequest, { prober, target, signal, timeout = 10_000 }: SendOptions) {
  return prober.send({ ...request, ...target, timeout }, signal);
}
