import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assignment } from '../src/core/assignment/schema.ts';
import type { Evidence } from '../src/core/evidence/index.ts';
import { newId } from '../src/core/job.ts';
import type { Engine } from '../worker/engine/engine.ts';
import type { Prober } from '../worker/prober/prober.ts';
import { makeRunFolder } from '../worker/run-folder.ts';
import type { Seal } from '../worker/sealed/seal.ts';
import { admitStage } from '../worker/stages/admit.ts';
import { fetchStage } from '../worker/stages/fetch.ts';
import { resolveStage } from '../worker/stages/resolve.ts';
import type { RunContext } from '../worker/stages/stage.ts';
import { newWorkpieces } from '../worker/stages/workpieces.ts';

/** What every reading has in common. */
export interface Reading {
  engine: Engine;
  prober: Prober;
  repository: string;
  assignment: Assignment;
  signal: AbortSignal;
}

/** Milliseconds of the two stages that read and admit a submission, which must be admitted. Fetching it is not counted. */
export async function readAndAdmit({ engine, prober, repository, assignment, signal }: Reading, seal: Seal) {
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-bench-'));
  const id = newId();
  const folder = await makeRunFolder(home, id);
  const context: RunContext = {
    job: { id, repository, ref: null, assignment },
    engine,
    prober,
    seal: async () => seal,
    scanner: null,
    gitHosts: [],
    folder: folder.path,
    owner: folder.owner,
    group: null,
    signal,
    volumes: folder.volumes,
    work: newWorkpieces(),
    mask: (text) => text,
    say: () => undefined,
    showLog: () => undefined,
  };
  try {
    const evidence: Evidence = {};
    evidence.fetch = (await fetchStage.run(context, evidence)).evidence;
    const started = performance.now();
    evidence.resolve = (await resolveStage.run(context, evidence)).evidence;
    const admit = (await admitStage.run(context, evidence)).evidence;
    const milliseconds = performance.now() - started;
    if (admit.outcome !== 'admitted') throw new Error(`not admitted: ${JSON.stringify(admit.refusals)}`);
    return milliseconds;
  } finally {
    folder.leave();
    await rm(home, { recursive: true, force: true });
  }
}
