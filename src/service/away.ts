import { DockgradeError } from '../core/errors.ts';

/** True for a store or a queue that does not answer: nothing is wrong with what was being done, and it is done later. */
export function isAway(error: unknown): boolean {
  return error instanceof DockgradeError && (error.code === 'queue-unreachable' || error.code === 'store-unreachable');
}
