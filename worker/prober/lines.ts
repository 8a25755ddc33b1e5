import type { Answer } from '../../src/core/evidence/common.ts';
import type { ProberRequest } from './prober.ts';

/** What the worker writes to the prober's process, one JSON value a line. */
export type ToProcess = { id: number; request: ProberRequest } | { abort: number };

/** What comes back. Every request that was not given up gets exactly one answer. */
export interface ToParent {
  id: number;
  answer: Answer;
}
