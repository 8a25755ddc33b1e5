import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../../src/core/evidence/index.ts';
import { admit } from '../admission/admit.ts';
import { imageOf, JOB_LABEL, OWNER_LABEL, projectOf } from '../engine/labels.ts';
import { openUp } from '../stack/binds.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';
import { needed } from './workpieces.ts';

/** Decides whether the Compose file may run, and writes the file that runs instead of it. */
export const admitStage: Stage<'admit'> = { name: 'admit', deadline: () => 30_000, run };

async function run(context: RunContext, evidence: Evidence): Promise<StageResult<'admit'>> {
  const { refusals } = needed(evidence, 'resolve');
  if (refusals.length > 0) return refused({ refusals, notes: [] });
  const { job, engine, work, folder } = context;
  const root = join(folder, 'context');
  const admission = await admit({
    model: work.model,
    sources: work.sources,
    checkout: root,
    project: projectOf(job.id),
    images: (service) => imageOf(job.id, service),
    labels: { [JOB_LABEL]: job.id, [OWNER_LABEL]: context.owner },
    limits: job.assignment.limits,
    network: job.assignment.network.run,
    reach: engine.info.reach,
  });
  if (admission.outcome === 'refused') return refused(admission);
  for (const path of admission.createFolders) await mkdir(path, { recursive: true });
  for (const path of admission.writableBinds) await openUp(path, engine.info.uidBase);
  work.writableBinds = admission.writableBinds;
  const file = join(folder, 'compose.json');
  await writeFile(file, JSON.stringify(admission.model, null, 2));
  work.admitted = { project: projectOf(job.id), folder, files: [file], variables: {} };
  const { notes } = admission;
  return {
    evidence: { outcome: 'admitted', refusals: [], notes },
    detail: notes.length === 0 ? 'as it is' : `${notes.length} changed`,
  };
}

function refused(decision: Pick<Required<Evidence>['admit'], 'refusals' | 'notes'>): StageResult<'admit'> {
  const rules = [...new Set(decision.refusals.map(({ rule }) => rule))];
  return { evidence: { outcome: 'refused', ...decision }, detail: `refused: ${rules.join(', ')}`, halt: true };
}
