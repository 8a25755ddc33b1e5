import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultRubric } from '../../graders/index.ts';
import { defaultAssignment } from '../../src/core/assignment/default.ts';
import type { CompleteEvidence, Evidence, EvidenceStage } from '../../src/core/evidence/index.ts';
import { newId } from '../../src/core/job.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { groupOf, makeGroup } from '../../worker/limits/submission.ts';
import { startProber } from '../../worker/prober/start.ts';
import { masker } from '../../worker/resolve/secrets.ts';
import { makeRunFolder } from '../../worker/run-folder.ts';
import { sealFor } from '../../worker/sealed/index.ts';
import { admitStage } from '../../worker/stages/admit.ts';
import { buildStage } from '../../worker/stages/build.ts';
import { fetchStage } from '../../worker/stages/fetch.ts';
import { resolveStage } from '../../worker/stages/resolve.ts';
import type { RunContext, Stage } from '../../worker/stages/stage.ts';
import { newWorkpieces } from '../../worker/stages/workpieces.ts';
import { teardown } from '../../worker/teardown.ts';
import type { TestContext } from './worker-process.ts';

/** A submission whose images were built, as a run leaves it right before the start. */
export interface Built {
  context: RunContext;
  evidence: Evidence & Pick<CompleteEvidence, 'fetch' | 'resolve' | 'admit' | 'build'>;
  /** Removes everything at once, and says how much of it could not be removed. */
  end(): Promise<number>;
}

/** Carries out the stages up to the build. What it left is removed with the test at the latest. */
export async function builtSubmission(
  test: TestContext & { signal: AbortSignal },
  engine: Engine,
  repository: string,
): Promise<Built> {
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-built-'));
  const prober = startProber(engine.info);
  const folder = await makeRunFolder(home, newId());
  const id = folder.path.split('/').at(-1) ?? '';
  const work = newWorkpieces();
  const context: RunContext = {
    job: { id, repository, ref: null, assignment: defaultAssignment(defaultRubric) },
    engine,
    prober,
    seal: () => sealFor(engine.info.host),
    scanner: null,
    gitHosts: [],
    folder: folder.path,
    owner: folder.owner,
    group: groupOf(engine.info, id),
    signal: test.signal,
    volumes: folder.volumes,
    work,
    mask: masker(work.secrets, work.open),
    say: () => undefined,
    showLog: () => undefined,
  };
  await makeGroup(engine.info, id, context.job.assignment.limits);
  const end = async () => {
    const left = await teardown(engine, id, folder.volumes, AbortSignal.timeout(60_000));
    return Object.values(left).reduce((sum, count) => sum + count, 0);
  };
  test.onTestFinished(async () => {
    await end();
    await prober.close();
    folder.leave();
    await rm(home, { recursive: true, force: true });
  });
  const evidence: Evidence = {};
  for (const stage of [fetchStage, resolveStage, admitStage, buildStage] as readonly Stage<EvidenceStage>[]) {
    const result = await stage.run(context, evidence);
    Object.assign(evidence, { [stage.name]: result.evidence });
    if (result.halt) throw new Error(`${stage.name}: ${JSON.stringify(result.evidence)}`);
  }
  return { context, evidence: evidence as Built['evidence'], end };
}

/** A folder with these files, for as long as the test goes on. */
export async function folderWith(test: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-submission-'));
  test.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
