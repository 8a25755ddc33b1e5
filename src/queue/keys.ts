/** Everything of dockgrade in Redis begins with this; another prefix would be another queue. */
export const PREFIX = 'dockgrade';

/** BullMQ's queue: its keys are `dockgrade:grading:…`. */
export const QUEUE = 'grading';

/** Our own keys beside BullMQ's. All but the index of workers expire by themselves. */
export const KEYS = {
  /** Somebody asked for this job to be cancelled. */
  cancelled: (id: string) => `${PREFIX}:cancelled:${id}`,
  /** What the newest try of this job has told: `Progress` as JSON. */
  progress: (id: string) => `${PREFIX}:progress:${id}`,
  /** What a try gave back: `Run` as JSON. A key of its own, so that it is in no event and a try that lost its job overwrites nothing. */
  result: (run: string) => `${PREFIX}:result:${run}`,
  /** `WorkerInfo` as JSON. */
  worker: (id: string) => `${PREFIX}:worker:${id}`,
  /** Ids of the workers whose key may be there. */
  workers: `${PREFIX}:workers`,
  /** Channel on which the id of a cancelled job is called out. */
  cancel: `${PREFIX}:cancel`,
} as const;

const HOUR = 3_600_000;

/** Milliseconds after which a key is forgotten that nobody removed. */
export const EXPIRY = {
  /** As long as anything may still wait: longer than a weekend without staff. */
  result: 7 * 24 * HOUR,
  progress: 7 * 24 * HOUR,
  cancelled: 24 * HOUR,
} as const;
