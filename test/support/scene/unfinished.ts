import type { Process } from '../../../src/queue/queue.ts';
import type { Person } from '../../../src/store/contract/people.ts';
import type { Served } from '../../api/fixtures/served.ts';
import { type Gate, gate } from '../runs.ts';
import { CLOSED, LATE } from './assignments.ts';
import { handIn } from './hand-in.ts';
import type { Kind } from './homework.ts';
import { tellOfBuild, tellUntilBuild } from './work.ts';

export interface Unfinished {
  running: string;
  waiting: string;
  /** A regrade of the closed assignment whose runs all wait. */
  regrading: string;
  gate: Gate;
}

/** One runs on the one place that there is, so that one waits, and behind it a whole regrade. `work` finishes them when the gate opens. */
export async function leaveUnfinished(
  served: Served,
  kinds: Map<string, Kind>,
  work: Process,
  [first, second]: readonly [Person, Person, ...Person[]],
): Promise<Unfinished> {
  const { service, teacher } = served;
  const held = gate(work);
  const begun = Promise.withResolvers<void>();
  served.worker((job, context) => {
    tellUntilBuild(context.tell);
    const end = held.work(job, context);
    tellOfBuild(context.tell);
    begun.resolve();
    return end;
  }, 1);
  const homework = { assignment: LATE.id, kind: 'good' as const };
  const running = await handIn(served, kinds, { ...homework, person: first, hoursAgo: 0.02 });
  await service.keeper.reconcile();
  await begun.promise;
  const waiting = await handIn(served, kinds, { ...homework, person: second, hoursAgo: 0.01 });
  const regrade = await service.grades.regrade(teacher, CLOSED.id, { judgeOnly: false, preview: true });
  await service.keeper.reconcile();
  return { running, waiting, regrading: regrade.id, gate: held };
}
