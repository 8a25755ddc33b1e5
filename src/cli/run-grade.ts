import { requireDataFolder } from '../../worker/data-folder.ts';
import { connectEngine } from '../../worker/engine/connect.ts';
import { ownPaths } from '../../worker/engine/own/paths.ts';
import { grade } from '../../worker/grade.ts';
import type { Kept } from '../../worker/kept.ts';
import { startProber } from '../../worker/prober/start.ts';
import { sweep } from '../../worker/sweep.ts';
import type { Assignment } from '../core/assignment/schema.ts';
import { drillsOf, type Grader, stagesOf } from '../core/grader.ts';
import { newId } from '../core/job.ts';
import { judge } from '../core/judge.ts';
import { makeReport } from '../core/report/make.ts';
import type { Report } from '../core/report/schema.ts';
import type { Settings } from '../core/settings.ts';
import type { Lang } from '../core/text.ts';
import type { Progress } from './progress/index.ts';
import { diagnoses } from './registry.ts';

export interface GradeRequest {
  /** URL or absolute path. */
  repository: string;
  ref: string | null;
  assignment: Assignment;
  /** In the order of the report. */
  graders: readonly Grader[];
  lang: Lang;
  keep: boolean;
  settings: Settings;
}

/** A stack that was left up, and what its commands need to reach it: engine and namespace are given for dockgrade's own engine alone. */
export type KeptStack = Kept & { host: string | null; netns: string | null };

/** Grades one repository here and now: engine and prober are taken for the run and given back after it. What killed runs left is removed first. */
export async function runGrade(
  request: GradeRequest,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ report: Report; kept: KeptStack | null }> {
  const { repository, ref, assignment, graders, lang, keep, settings } = request;
  const { data: folder, dockerHost, privateHosts, runtime, trivy, gitHosts } = settings;
  await requireDataFolder(folder);
  const { engine, release } = await connectEngine({
    home: folder,
    dockerHost,
    privateHosts,
    runtime,
    signal,
    say: progress.say,
  });
  let kept: KeptStack | null = null;
  try {
    await sweep(engine, folder, signal);
    const prober = startProber(engine.info);
    try {
      const stages = [...stagesOf(graders), ...(keep ? ['start' as const] : [])];
      const job = { id: newId(), repository, ref, assignment, drills: drillsOf(graders), stages };
      const deps = { engine, prober, folder, trivy, gitHosts, keep, onEvent: progress.onEvent };
      const run = await grade(job, deps, signal);
      const { own, netns } = engine.info;
      kept = run.kept && { ...run.kept, netns, host: own ? ownPaths(folder).host : null };
      const lines = judge(run.evidence, assignment.rubric, graders, diagnoses);
      return { report: makeReport({ ...run, assignment, lines }, lang), kept };
    } finally {
      await prober.close();
    }
  } finally {
    // The last user's release stops dockgrade's own engine, and a stack that is kept needs it.
    if (!kept) await release();
  }
}
