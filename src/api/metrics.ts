import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { OUTCOMES, STATES } from '../core/submission.ts';
import { takesJobs } from '../service/operations/takes-jobs.ts';
import type { Finished } from '../service/service.ts';
import type { Counts } from '../store/contract/submissions.ts';
import type { AppDependencies } from './dependencies.ts';

type Sources = Pick<AppDependencies, 'service' | 'store' | 'queue' | 'log'>;

export interface Metrics {
  /** Everything in Prometheus' text format, as it is now. */
  text(): Promise<string>;
  /** The type of content of `text`. */
  type: string;
  /** Of one answered request, in seconds. */
  http: Histogram<'method' | 'route' | 'status'>;
  close(): void;
}

/** Figures for Prometheus. Each application has its own; what others know is asked for at each look, and taken away while they do not answer: a zero would be false. */
export function makeMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const refresh = [countedInStore(registry, sources), askedOfQueue(registry, sources)];
  const http = new Histogram({
    name: 'dockgrade_http_request_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  new Gauge({
    name: 'dockgrade_keeper_round_age_seconds',
    help: 'Since store and queue were compared the last time; not there before the first time',
    registers,
    collect() {
      const { lastRound } = sources.service.keeper;
      this.remove();
      if (lastRound !== null) this.set((Date.now() - Date.parse(lastRound)) / 1000);
    },
  });
  const close = sources.service.keeper.onFinished(finishedFigures(registry));
  const text = async () => {
    await Promise.all(refresh.map((look) => look()));
    return registry.metrics();
  };
  return { text, type: registry.contentType, http, close };
}

/** One query, so that the figures belong to one moment: accepted = waiting + running + finished + cancelled, always. */
function countedInStore(registry: Registry, { store, log }: Sources): () => Promise<void> {
  const registers = [registry];
  const states = new Gauge({
    name: 'dockgrade_submissions',
    help: 'Submissions by where they are',
    labelNames: ['state'] as const,
    registers,
  });
  const outcomes = new Counter({
    name: 'dockgrade_outcomes_total',
    help: 'Finished submissions by what they came to',
    labelNames: ['outcome'] as const,
    registers,
  });
  const lost = new Gauge({
    name: 'dockgrade_conservation_difference',
    help: 'Accepted submissions that are in no state: anything but 0 is a fault',
    registers,
  });
  const oldest = new Gauge({
    name: 'dockgrade_oldest_waiting_seconds',
    help: 'How long the submission has waited that waits longest',
    registers,
  });
  const accepted = new Gauge({
    name: 'dockgrade_submissions_accepted',
    help: 'All submissions that were ever accepted',
    registers,
  });
  return async () => {
    const counts = await answer(log, store.submissions.counts());
    for (const gauge of [states, outcomes]) gauge.reset();
    for (const gauge of [accepted, lost, oldest]) gauge.remove();
    if (counts === null) return;
    accepted.set(counts.accepted);
    for (const state of STATES) states.set({ state }, counts[state]);
    for (const outcome of OUTCOMES) outcomes.inc({ outcome }, counts.outcomes[outcome]);
    lost.set(unaccounted(counts));
    oldest.set(counts.oldestWaitingAt === null ? 0 : (Date.now() - Date.parse(counts.oldestWaitingAt)) / 1000);
  };
}

function unaccounted({ accepted, waiting, running, finished, cancelled }: Counts): number {
  return accepted - waiting - running - finished - cancelled;
}

function askedOfQueue(registry: Registry, { queue, log }: Sources): () => Promise<void> {
  const registers = [registry];
  const workers = new Gauge({ name: 'dockgrade_workers', help: 'Workers that take submissions', registers });
  const unwell = new Gauge({
    name: 'dockgrade_workers_unwell',
    help: 'Workers that take none until something is mended: their log says what',
    registers,
  });
  const running = new Gauge({ name: 'dockgrade_running', help: 'Submissions that workers run now', registers });
  const jobs = new Gauge({
    name: 'dockgrade_queue_jobs',
    help: 'Jobs in Redis by where they are; those that wait for a slot of their student are in the database alone',
    labelNames: ['state'] as const,
    registers,
  });
  return async () => {
    const [counts, known] = await Promise.all([answer(log, queue.counts()), answer(log, queue.workers())]);
    jobs.reset();
    for (const gauge of [workers, unwell, running]) gauge.remove();
    for (const [state, count] of Object.entries(counts ?? {})) jobs.set({ state }, count);
    if (known === null) return;
    workers.set(known.filter(takesJobs).length);
    unwell.set(known.filter(({ trouble }) => trouble !== null).length);
    running.set(known.reduce((sum, worker) => sum + worker.running.length, 0));
  };
}

function finishedFigures(registry: Registry): (finished: Finished) => void {
  const registers = [registry];
  const retries = new Counter({ name: 'dockgrade_retries_total', help: 'Tries after the first one', registers });
  const waits = new Histogram({
    name: 'dockgrade_wait_seconds',
    help: 'From being accepted to the last start',
    buckets: [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600],
    registers,
  });
  const stages = new Histogram({
    name: 'dockgrade_stage_seconds',
    help: 'Duration of stages',
    labelNames: ['stage'] as const,
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640],
    registers,
  });
  const runs = new Histogram({
    name: 'dockgrade_run_seconds',
    help: 'From the last start to the end',
    labelNames: ['outcome'] as const,
    buckets: [5, 10, 20, 40, 80, 160, 320, 640],
    registers,
  });
  const leftovers = new Counter({
    name: 'dockgrade_leftovers_total',
    help: 'Containers, networks, volumes and images that could not be removed',
    labelNames: ['kind'] as const,
    registers,
  });
  const breaches = new Counter({
    name: 'dockgrade_sandbox_breaches_total',
    help: 'Submissions that were stopped because what was created is not what was admitted: an alarm',
    registers,
  });
  return (finished) => {
    if (finished.fault === 'sandbox-breached') breaches.inc();
    retries.inc(Math.max(0, finished.tries - 1));
    waits.observe(finished.waitedSeconds);
    runs.observe({ outcome: finished.outcome }, finished.seconds);
    for (const { stage, seconds } of finished.stages) stages.observe({ stage }, seconds);
    for (const [kind, count] of Object.entries(finished.leftovers ?? {})) leftovers.inc({ kind }, count);
  };
}

async function answer<Value>(log: Sources['log'], asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (cause) {
    log.warn({ cause }, 'figures are missing');
    return null;
  }
}
