/** Milliseconds. Tests pass shorter ones. */
export interface Timing {
  /** How long a worker may be silent before its job is somebody else's: longer than any pause of a loaded machine. */
  lock: number;
  /** How often locks are renewed: three times may fail before one is lost. */
  renew: number;
  /** How often the workers look for jobs whose lock has run out. */
  stalled: number;
  /** How often a worker shows itself and looks for cancelled jobs: a message that got lost costs at most this and a round trip. */
  beat: number;
  /** How long a worker that shows itself no more is still listed. */
  seen: number;
  /** Pause before the second try; the third comes after twice as long. A limit of a registry or a restart of an engine needs some seconds. */
  backoff: number;
  /** Least time between two messages on the progress of one job: five a second are enough to watch. */
  tell: number;
  /** After how long without an answer a connection counts as dead: longer than the longest time that BullMQ lets Redis wait for jobs, 10 s. */
  silence: number;
  /** How long a worker that stops waits for Redis to take its last results. */
  farewell: number;
}

export const TIMING: Timing = {
  lock: 30_000,
  renew: 7_500,
  stalled: 15_000,
  beat: 1_000,
  seen: 5_000,
  backoff: 5_000,
  tell: 200,
  silence: 15_000,
  farewell: 5_000,
};

/** Within this many milliseconds the producer's side answers, or says that Redis does not: a person waits for it. */
export const ANSWER = 1_500;

/** Tries that a job gets before its fault stands. */
export const TRIES = 3;
