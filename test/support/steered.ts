import type { RunEvent } from '../../src/core/run.ts';
import type { Process } from '../../src/queue/queue.ts';
import { stopped } from './runs.ts';

/** A run that a test leads by hand: what it tells, and when and how it ends. */
export interface SteeredRun {
  /** Waits until a worker has begun. */
  tell(...events: RunEvent[]): Promise<void>;
  /** Ends it, and every further try, as this work does. */
  finish(work: Process): void;
}

export interface Steered {
  work: Process;
  /** The run of a submission, which may begin later. */
  of(id: string): SteeredRun;
}

export function steered(): Steered {
  const runs = new Map<string, ReturnType<typeof makeRun>>();
  const of = (id: string) => {
    const run = runs.get(id) ?? makeRun();
    runs.set(id, run);
    return run;
  };
  return {
    of,
    async work(job, context) {
      const run = of(job.id);
      run.context.resolve(context);
      const finish = await Promise.race([run.ending.promise, stopped(context.signal)]);
      return finish(job, context);
    },
  };
}

function makeRun() {
  const context = Promise.withResolvers<Parameters<Process>[1]>();
  const ending = Promise.withResolvers<Process>();
  return {
    context,
    ending,
    async tell(...events: RunEvent[]) {
      const { tell } = await context.promise;
      for (const event of events) tell(event);
    },
    finish: ending.resolve,
  };
}
