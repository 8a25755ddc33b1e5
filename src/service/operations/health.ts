import { HEALTH_PARTS, type HealthPart, LEVELS, type Level, type Trouble } from '../../core/wire/operations.ts';

/** What health is told from. Seconds; null where there is nothing, or it is not known. */
export interface Condition {
  queueAnswers: boolean;
  /** Those that take submissions, and all that show themselves; null while they cannot be asked. */
  workers: { taking: number; shown: number } | null;
  roundAge: number | null;
  oldestWaiting: number | null;
  hanging: number;
  /** Faults of ours of the last day that nobody handed in again. */
  open: number;
  /** One of them is the alarm. */
  breached: boolean;
}

/** Seconds after which something is worth a look, and after which something is wrong. */
const ROUND = { warn: 15, bad: 60 };
const WAITING = { warn: 900, bad: 3600 };

/** How each part is, and the worst of it. The store is well: without it nobody asks. Pure. */
export function healthOf(condition: Condition): { health: Record<HealthPart, Level>; overall: Level } {
  const { queueAnswers, workers, roundAge, oldestWaiting, hanging, open, breached } = condition;
  const health: Record<HealthPart, Level> = {
    store: 'ok',
    queue: queueAnswers ? 'ok' : 'bad',
    workers:
      workers === null ? 'unknown' : workers.taking === 0 ? 'bad' : workers.taking < workers.shown ? 'warn' : 'ok',
    keeper: roundAge === null ? 'warn' : above(roundAge, ROUND),
    waiting: above(oldestWaiting ?? 0, WAITING),
    runs: hanging > 0 ? 'warn' : 'ok',
    faults: breached ? 'bad' : open > 0 ? 'warn' : 'ok',
  };
  return { health, overall: worst(HEALTH_PARTS.map((part) => health[part])) };
}

/** Why nothing is graded; null when something is. Pure. */
export function troubleOf({ queueAnswers, workers }: Pick<Condition, 'queueAnswers' | 'workers'>): Trouble | null {
  if (!queueAnswers) return 'queue-away';
  return workers?.taking === 0 ? 'no-workers' : null;
}

function above(value: number, { warn, bad }: { warn: number; bad: number }): Level {
  return value > bad ? 'bad' : value > warn ? 'warn' : 'ok';
}

function worst(levels: readonly Level[]): Level {
  return LEVELS.findLast((level) => levels.includes(level)) ?? 'ok';
}
