import type { WorkerInfo } from '../../queue/queue.ts';

/** Neither on its way out nor unwell. */
export function takesJobs({ draining, trouble }: Pick<WorkerInfo, 'draining' | 'trouble'>): boolean {
  return !draining && trouble === null;
}
