import { DockgradeError } from '../src/core/errors.ts';
import type { GitHost } from '../src/core/git-hosts.ts';
import type { GradingJob } from '../src/core/job.ts';
import type { Log } from '../src/core/log.ts';
import type { Run, RunEvent } from '../src/core/run.ts';
import { consume } from '../src/queue/consume.ts';
import type { Consumer, Process } from '../src/queue/queue.ts';
import type { Timing } from '../src/queue/timing.ts';
import { Care } from './care/care.ts';
import { DiskGauge } from './care/disk-gauge.ts';
import { requireAllowed } from './fetch/allowed.ts';
import { type GradeDependencies, grade } from './grade.ts';
import { requireIsolation } from './proof/index.ts';
import { sealFor } from './sealed/index.ts';
import { version } from './version.ts';
import { tellOldParts } from './versions/index.ts';

export interface WorkerOptions {
  redisUrl: string;
  /** dockgrade's data folder. */
  data: string;
  /** `DOCKER_HOST`, or null when it is not set. */
  dockerHost: string | null;
  /** Submissions that run at once. */
  concurrency: number;
  /** Private addresses that builds and open runs may reach in an engine of our own. */
  privateHosts?: readonly string[];
  /** The runtime that students' containers get, by name or path. */
  runtime?: string | null;
  /** Path of the program `trivy`, where images are to be scanned. */
  trivy?: string | null;
  /** Absolute paths: folders that may be graded besides the bundled examples. */
  folders: readonly string[];
  /** Hosts whose repositories are taken. */
  gitHosts: readonly GitHost[];
  log: Log;
  /** A word to the operator while the engine starts. */
  say: (line: string) => void;
  /** Shorter ones for tests. */
  timing?: Partial<Timing>;
}

export interface Worker {
  /** The version of the engine that it grades in. */
  readonly engine: string;
  /**
   * Takes no more jobs, waits for the running ones, and gives the engine back. When `deadline` aborts, those that still run are interrupted, cleaned up
   * and put back for another worker.
   */
  stop(deadline: AbortSignal): Promise<void>;
}

type Context = Parameters<Process>[1];
type Here = Required<Pick<GradeDependencies, 'folder' | 'trivy' | 'gitHosts'>>;

/**
 * Takes jobs from the queue and grades them, until it is stopped. Waits for Redis as long as it is away; while its engine is away or its disk is full it
 * takes no jobs. Throws what keeps the engine from being used at the start, as `connectEngine` and `requireDataFolder` do.
 */
export async function startWorker(options: WorkerOptions, signal: AbortSignal): Promise<Worker> {
  const {
    redisUrl,
    data,
    dockerHost,
    concurrency,
    folders,
    gitHosts,
    trivy = null,
    privateHosts = [],
    runtime = null,
    log,
    say,
    timing,
  } = options;
  let consumer: Consumer | null = null;
  const care = await Care.begin(
    {
      home: data,
      dockerHost,
      privateHosts,
      runtime,
      say,
      log,
      prove: async (engine, abort) => {
        await sealFor(engine.info.host);
        await requireIsolation(engine, data, abort, say);
      },
      onChange: (trouble) => (trouble ? consumer?.pause() : consumer?.resume()),
    },
    signal,
  );
  if (care.trouble === null) await tellOldParts((await care.station(signal)).engine.info, data, log, signal);
  const gauge = new DiskGauge(data);
  await gauge.look();
  const taking = consume(redisUrl, {
    concurrency,
    log,
    ...(timing && { timing }),
    info: {
      dockgrade: version,
      // Asked at each heartbeat.
      get engine() {
        return care.engine;
      },
      get compose() {
        return care.compose;
      },
      get trouble() {
        return care.trouble?.message ?? null;
      },
      get disk() {
        return gauge.now;
      },
      get swept() {
        return care.swept;
      },
    },
    process: async (job, context) => {
      await requireAllowed(job.repository, { folders, gitHosts });
      const here = { folder: data, trivy, gitHosts };
      return gradeJob(job, context, care, here, log.child({ submission: job.id, run: context.run }));
    },
  });
  consumer = taking;
  if (care.trouble) taking.pause();
  taking.start();
  return {
    engine: care.engine,
    async stop(deadline) {
      try {
        await taking.drain(deadline);
      } finally {
        await care.close();
      }
    },
  };
}

/** One try of a job. Whatever went wrong with the engine meanwhile makes it a fault of ours, also where the stages took it for the student's. */
async function gradeJob(job: GradingJob, context: Context, care: Care, here: Here, log: Log): Promise<Run> {
  const { signal, run: id, tell } = context;
  const began = performance.now();
  const seconds = () => Math.round(performance.now() - began) / 1000;
  const onEvent = (event: RunEvent) => {
    if (event.type === 'stage-started') log.debug({ stage: event.stage }, 'stage started');
    tell(event);
  };
  log.info({ assignment: job.assignment.id }, 'run started');
  try {
    const { engine, prober, lost } = await care.station(signal);
    const either = AbortSignal.any([signal, lost]);
    const deps = { engine, prober, ...here, keep: false, onEvent };
    const { kept: _, ...run } = await grade({ ...job, id }, deps, either);
    lost.throwIfAborted();
    log.info({ outcome: run.outcome, seconds: seconds() }, 'run ended');
    if (Object.values(run.leftovers).some((count) => count > 0)) {
      log.warn({ leftovers: run.leftovers }, 'the run left something');
      care.doubt(new DockgradeError('teardown-incomplete', `Something of ${id} could not be removed.`), job.id);
    } else care.trust();
    return { ...run, submission: { ...run.submission, id: job.id } };
  } catch (caught) {
    const error = asFault(caught);
    if (error instanceof DockgradeError && error.code === 'sandbox-breached')
      log.error({ error, fields: error.errors }, 'what was created is not what was admitted: stopped');
    else log.warn({ error, seconds: seconds() }, signal.aborted ? 'run interrupted' : 'run failed');
    // Its own interruption says nothing of the worker, but what came of its clean-up may.
    care.doubt(error, job.id);
    throw error;
  }
}

/** A file that finds no room is no fault in dockgrade. */
function asFault(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof DockgradeError || (code !== 'ENOSPC' && code !== 'EDQUOT')) return error;
  return new DockgradeError('disk-full', `There is no room left for a run: ${String(error)}`, {
    cause: error,
    remedy: 'Make room, or give dockgrade another folder in DOCKGRADE_DATA.',
  });
}
