import { createHash } from 'node:crypto';
import { DockgradeError } from '../../src/core/errors.ts';
import type { Evidence } from '../../src/core/evidence/index.ts';
import type { GradingJob } from '../../src/core/job.ts';
import type { Run } from '../../src/core/run.ts';
import type { Process } from '../../src/queue/queue.ts';
import { goodEvidence } from '../graders/evidence.ts';

/** What a worker gives back of a well done homework; its commit is the one that was asked for, or follows from the repository. */
export function goodRun(job: GradingJob, run: string, evidence: Evidence = goodEvidence()): Run {
  const { repository, ref } = job;
  const commit = /^[0-9a-f]{40}$/.test(ref ?? '') ? ref : createHash('sha1').update(repository).digest('hex');
  const at = new Date().toISOString();
  return {
    submission: { id: run, repository, ref, commit },
    outcome: 'graded',
    evidence,
    stages: [
      { stage: 'fetch', outcome: 'ran', startedAt: at, seconds: 0.01, detail: { en: 'one commit', es: 'un commit' } },
      { stage: 'teardown', outcome: 'ran', startedAt: at, seconds: 0.01, detail: { en: 'nothing left', es: 'nada' } },
    ],
    leftovers: { containers: 0, networks: 0, volumes: 0, images: 0 },
    worker: { engine: '1', compose: '1', dockgrade: '1' },
  };
}

/** A homework of which nothing was found but its commit: no points. */
export function poorEvidence(): Evidence {
  const { fetch } = goodEvidence();
  return { fetch };
}

/** A worker's work without an engine: it tells of one stage and gives back a good run. */
export const atOnce: Process = async (job, { run, tell }) => {
  tellFetch(tell);
  return goodRun(job, run);
};

export function tellFetch(tell: Parameters<Process>[1]['tell']): void {
  tell({ type: 'stage-started', stage: 'fetch', at: new Date().toISOString() });
  const detail = { en: 'one commit', es: 'un commit' };
  tell({ type: 'stage-ended', stage: 'fetch', outcome: 'ran', seconds: 0.01, detail });
}

/** Work that waits until it is let go. What is cancelled or lost ends at once, as a real run does. */
export interface Gate {
  work: Process;
  /** Ids of the submissions that were begun, in that order; one that is begun again is there again. */
  begun: string[];
  /** Ids of those that run at this moment. */
  inside: Set<string>;
  open(): void;
}

export function gate(finish: Process = atOnce): Gate {
  const opened = Promise.withResolvers<void>();
  const begun: string[] = [];
  const inside = new Set<string>();
  return {
    begun,
    inside,
    open: () => opened.resolve(),
    async work(job, context) {
      begun.push(job.id);
      inside.add(job.id);
      context.tell({ type: 'stage-started', stage: 'build', at: new Date().toISOString() });
      try {
        await Promise.race([opened.promise, stopped(context.signal)]);
        return await finish(job, context);
      } finally {
        inside.delete(job.id);
      }
    },
  };
}

/** Never ends but by an abort, and then as a real run does. */
export async function stopped(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  throw new DockgradeError('interrupted', 'the run was stopped', { cause: signal.reason });
}
