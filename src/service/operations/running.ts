import type { StageName } from '../../core/stages.ts';
import type { Submission } from '../../core/submission.ts';
import type { RunningItem } from '../../core/wire/operations.ts';
import type { Store } from '../../store/store.ts';
import { hangOf } from './hang.ts';
import { operatedItems } from './items.ts';

/** A submission that runs, where its worker says that it is. */
interface Run {
  submission: Submission;
  /** Null: no worker shows it. */
  told: { stage: string | null; since: string } | null;
  /** Whether the workers could be asked. */
  known: boolean;
}

/** How many runs tell how long a stage usually takes, and for how many milliseconds that is believed. */
const RECENT = 25;
const FRESH = 30_000;
/** Milliseconds for which a run may be in the books before, or after, a worker shows it. */
const GRACE = 20_000;
const PAGE = 200;

/** What runs, in which stage, since when, and whether it seems to hang. */
export function makeRunning({
  store,
}: {
  store: Store;
}): (runs: readonly Run[], now: number) => Promise<RunningItem[]> {
  const usual = new Map<string, { at: number; seconds: ReturnType<Store['operations']['stageSeconds']> }>();

  function usualSeconds(assignment: string, now: number) {
    const known = usual.get(assignment);
    if (known && now - known.at < FRESH) return known.seconds;
    const seconds = store.operations.stageSeconds(assignment, RECENT);
    usual.set(assignment, { at: now, seconds });
    // What failed is asked for again.
    seconds.catch(() => usual.delete(assignment));
    return seconds;
  }

  async function one({ submission, told, known }: Run, now: number) {
    const { id, assignment, digest } = submission;
    const [current, seconds, version] = await Promise.all([
      stageNow(store, id),
      usualSeconds(assignment, now),
      store.assignments.version(assignment, digest),
    ]);
    const startedAt = told?.since ?? submission.startedAt ?? submission.acceptedAt;
    // What an earlier try told says nothing of this one.
    const stage = current && (told === null || current.since >= told.since) ? current : null;
    const since = stage?.since ?? startedAt;
    const hang = hangOf({
      stageSeconds: (now - Date.parse(since)) / 1000,
      runSeconds: (now - Date.parse(startedAt)) / 1000,
      usual: stage ? seconds.filter((past) => past.stage === stage.name).map((past) => past.seconds) : [],
      limitSeconds: version?.assignment.limits.time ?? Number.POSITIVE_INFINITY,
    });
    const lost = known && told === null && now - Date.parse(startedAt) > GRACE;
    return { stage: stage?.name ?? null, since, startedAt, hang: lost ? ({ why: 'unclaimed' } as const) : hang };
  }

  return async (runs, now) => {
    const items = await operatedItems(
      store,
      runs.map(({ submission }) => submission),
    );
    const states = await Promise.all(runs.map((run) => one(run, now)));
    return items.flatMap((item, index) => {
      const state = states[index];
      return state ? [{ ...item, ...state }] : [];
    });
  };
}

/** The stage that was begun last and has not ended. */
async function stageNow(store: Store, id: string): Promise<{ name: StageName; since: string } | null> {
  let stage: { name: StageName; since: string } | null = null;
  let last = 0;
  for (;;) {
    const page = await store.events.after(id, last, PAGE);
    for (const { seq, event } of page) {
      last = seq;
      if (event.type === 'stage-started') stage = { name: event.stage, since: event.at };
      else if (event.type === 'stage-ended' || event.type === 'state') stage = null;
    }
    if (page.length < PAGE) return stage;
  }
}
