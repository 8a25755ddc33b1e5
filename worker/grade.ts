import { join } from 'node:path';
import { DockgradeError } from '../src/core/errors.ts';
import type { Evidence } from '../src/core/evidence/index.ts';
import type { GitHost } from '../src/core/git-hosts.ts';
import type { GradingJob } from '../src/core/job.ts';
import type { Leftovers } from '../src/core/report/schema.ts';
import type { Run, RunEvent, StageRecord } from '../src/core/run.ts';
import type { Scanner } from './build/scan.ts';
import { scopeOf } from './build/scope.ts';
import { withoutWrittenSecrets } from './build/unwritten.ts';
import type { Engine } from './engine/engine.ts';
import { type Kept, keptStack } from './kept.ts';
import { leaveBuildGroup } from './limits/build-group.ts';
import { groupOf, makeGroup } from './limits/submission.ts';
import type { Prober } from './prober/prober.ts';
import { masker, withoutPlace } from './resolve/secrets.ts';
import { makeRunFolder, type RunFolder } from './run-folder.ts';
import { runStages } from './run-stages.ts';
import { sealFor } from './sealed/index.ts';
import type { RunContext } from './stages/stage.ts';
import { newWorkpieces } from './stages/workpieces.ts';
import { teardown } from './teardown.ts';
import { version } from './version.ts';

export interface GradeDependencies {
  engine: Engine;
  prober: Prober;
  /** dockgrade's data folder. */
  folder: string;
  /** Path of the program `trivy`, where images are to be scanned. */
  trivy?: string | null;
  /** Hosts that the operator named with an address; none where it is left out. Which ones are taken at all is for the caller to say. */
  gitHosts?: readonly GitHost[];
  /** Leave the stack up at the end. */
  keep: boolean;
  onEvent: (event: RunEvent) => void;
}

/** A run, and how to reach the stack when it was kept. */
export type FinishedRun = Run & { kept: Kept | null };

/** Milliseconds for the teardown; it runs on a signal of its own, so that nothing can stop it but this. */
const TEARDOWN = 90_000;
const NOTHING: Leftovers = { containers: 0, networks: 0, volumes: 0, images: 0 };

/**
 * Grades one submission: stage after stage, then the teardown, whatever happened before it. What the submission does wrong is in the result;
 * faults of ours are thrown as `DockgradeError`, an abort as its signal's reason, both after everything was removed.
 */
export async function grade(job: GradingJob, deps: GradeDependencies, signal: AbortSignal): Promise<FinishedRun> {
  const folder = await makeRunFolder(deps.folder, job.id);
  const context = newContext(job, deps, folder, signal);
  const { engine } = deps;
  const records: StageRecord[] = [];
  const evidence: Evidence = {};
  let kept: Kept | null = null;
  let leftovers: Leftovers = NOTHING;
  let finished = false;
  try {
    await makeGroup(engine.info, job.id, job.assignment.limits);
    await runStages(context, evidence, records, deps.onEvent);
    finished = true;
  } finally {
    try {
      if (deps.keep && finished && evidence.start && !evidence.start.overrun) kept = await keptStack(context, evidence);
      else leftovers = await end(job, deps, folder, records);
    } finally {
      await leaveBuildGroup(context.work);
      folder.leave();
    }
  }
  const { repository, ref, commit } = evidence.fetch ?? { repository: job.repository, ref: job.ref, commit: null };
  return {
    submission: { id: job.id, repository, ref, commit },
    outcome: evidence.admit?.outcome === 'refused' ? 'refused' : 'graded',
    evidence: withoutWrittenSecrets(evidence, context.mask),
    stages: records,
    leftovers,
    worker: { engine: engine.info.version, compose: engine.info.compose, dockgrade: version },
    kept,
  };
}

function newContext(job: GradingJob, deps: GradeDependencies, folder: RunFolder, signal: AbortSignal): RunContext {
  const { engine, prober, trivy, gitHosts = [] } = deps;
  const scanner: Scanner | null = trivy ? { program: trivy, cache: join(deps.folder, 'trivy') } : null;
  // Tried while the repository is fetched.
  const seal = sealFor(engine.info.host);
  const work = newWorkpieces();
  return {
    job,
    engine,
    prober,
    seal: () => seal,
    scanner,
    gitHosts,
    folder: folder.path,
    owner: folder.owner,
    group: groupOf(engine.info, job.id),
    signal,
    volumes: folder.volumes,
    work,
    mask: withoutPlace(folder.path, masker(work.secrets, work.open)),
    say: () => undefined,
    showLog: () => undefined,
  };
}

/** Removes everything. What could not be removed is counted; the folder stays in that case, so that a later sweep tries again. */
async function end(
  job: GradingJob,
  deps: GradeDependencies,
  folder: RunFolder,
  records: StageRecord[],
): Promise<Leftovers> {
  const at = new Date().toISOString();
  const started = performance.now();
  deps.onEvent({ type: 'stage-started', stage: 'teardown', at });
  const leftovers = await removeAll(job, deps.engine, folder).catch((error: unknown) => {
    if (error instanceof DockgradeError) throw error;
    throw new DockgradeError('teardown-incomplete', `Cleaning up was not finished after ${TEARDOWN / 1000} s.`, {
      cause: error,
      remedy: 'The next run sweeps up what was left; `dockgrade doctor` shows it.',
    });
  });
  const left = Object.values(leftovers).reduce((sum, count) => sum + count, 0);
  if (left === 0) await folder.remove();
  const seconds = (performance.now() - started) / 1000;
  const record = {
    stage: 'teardown' as const,
    outcome: left === 0 ? ('ran' as const) : ('failed' as const),
    seconds,
    detail:
      left === 0
        ? { en: 'nothing left', es: 'no queda nada' }
        : { en: `${left} left`, es: left === 1 ? 'queda 1' : `quedan ${left}` },
  };
  records.push({ ...record, startedAt: at });
  deps.onEvent({ type: 'stage-ended', ...record });
  return leftovers;
}

async function removeAll(job: GradingJob, engine: Engine, { volumes }: RunFolder): Promise<Leftovers> {
  const signal = AbortSignal.timeout(TEARDOWN);
  const leftovers = await teardown(engine, job.id, volumes, signal);
  await engine.forgetBuilds(scopeOf(job.repository), signal);
  return leftovers;
}
