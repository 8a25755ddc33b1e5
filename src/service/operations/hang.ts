import type { Hang } from '../../core/wire/operations.ts';
import { median } from '../submissions/estimate.ts';

/** How a run stands: seconds, and how long its stage took in the latest runs of its assignment. */
export interface Standing {
  stageSeconds: number;
  runSeconds: number;
  usual: readonly number[];
  /** `limits.time` of the assignment. */
  limitSeconds: number;
}

/** A stage may take that many times as long as it usually does, and as long as the slowest one by half. */
const FACTOR = { median: 3, slowest: 1.5 };
/** Shorter than this nothing hangs, however quick the others were. */
const SHORTEST = 30;
/** With fewer nobody knows what is usual. */
const ENOUGH = 3;
/** Seconds that a run gets after its time for what it has begun, and for its teardown. */
const AFTERWARDS = 180;

/** Whether a run is thought to hang, and why. Pure. */
export function hangOf({ stageSeconds, runSeconds, usual, limitSeconds }: Standing): Hang | null {
  if (runSeconds > limitSeconds + AFTERWARDS) return { why: 'over', limitSeconds };
  const usualSeconds = median(usual);
  if (usualSeconds === null || usual.length < ENOUGH) return null;
  const most = Math.max(SHORTEST, FACTOR.median * usualSeconds, FACTOR.slowest * Math.max(...usual));
  return stageSeconds > most ? { why: 'slow', usualSeconds } : null;
}
