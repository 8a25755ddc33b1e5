import { z } from 'zod';
import { takesJobs } from '../service/operations/takes-jobs.ts';
import type { AppDependencies } from './dependencies.ts';

/** Milliseconds that a part gets to answer. */
const PATIENCE = 2000;

const check = z.object({ ok: z.boolean(), detail: z.string() });

export const readinessSchema = z.object({
  status: z.enum(['ready', 'not-ready']),
  detail: z.string(),
  checks: z.object({ store: check, queue: check, workers: check }),
});
export type Readiness = z.infer<typeof readinessSchema>;

/** Whether everything answers that a submission needs to be graded. Says of each part what is wrong, and nothing of how it is reached. */
export async function readiness({ store, queue }: Pick<AppDependencies, 'store' | 'queue'>): Promise<Readiness> {
  const [storeCheck, queueCheck, workersCheck] = await Promise.all([
    looked(async () => {
      await store.ping();
      return 'The database answers.';
    }, 'The database of dockgrade does not answer: nothing is accepted until it does.'),
    looked(async () => {
      await queue.ping();
      return 'Redis answers.';
    }, 'Redis does not answer: submissions are accepted and wait in the database until it does.'),
    looked(async () => {
      const taking = (await queue.workers()).filter(takesJobs).length;
      if (taking === 0) throw new Error('none');
      return `${taking} ${taking === 1 ? 'worker takes' : 'workers take'} submissions.`;
    }, 'No worker takes submissions: they are accepted and wait. Start one; those that run say in their log what ails them.'),
  ]);
  // Workers are known through Redis alone.
  const workers = queueCheck.ok ? workersCheck : { ok: false, detail: 'Unknown as long as Redis does not answer.' };
  const ready = storeCheck.ok && queueCheck.ok && workers.ok;
  return {
    status: ready ? 'ready' : 'not-ready',
    detail: ready
      ? 'Submissions are accepted and graded.'
      : 'Not all is well, but everything that was handed in is safe.',
    checks: { store: storeCheck, queue: queueCheck, workers },
  };
}

async function looked(look: () => Promise<string>, wrong: string): Promise<z.infer<typeof check>> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer')), PATIENCE);
  try {
    return { ok: true, detail: await Promise.race([look(), late.promise]) };
  } catch {
    return { ok: false, detail: wrong };
  } finally {
    clearTimeout(timer);
  }
}
