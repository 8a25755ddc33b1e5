import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Evidence } from '../../src/core/evidence/index.ts';
import { type Admission, admit } from '../admission/admit.ts';
import { reservedNotes } from '../admission/dotenv.ts';
import { prepare } from '../admission/prepare.ts';
import { plain } from '../admission/values.ts';
import { verifyAdmitted } from '../admission/verify.ts';
import { written } from '../admission/written.ts';
import { imageOf, JOB_LABEL, OWNER_LABEL, projectOf } from '../engine/labels.ts';
import { imageChecks } from '../resolve/image-checks.ts';
import { openUp } from '../stack/binds.ts';
import type { RunContext, Stage, StageResult, WritableBind } from './stage.ts';
import { needed } from './workpieces.ts';

/** Decides whether the Compose file may run, and writes the file that runs instead of it. */
export const admitStage: Stage<'admit'> = { name: 'admit', deadline: () => 30_000, run };

async function run(context: RunContext, evidence: Evidence): Promise<StageResult<'admit'>> {
  const { refusals, dockerfiles } = needed(evidence, 'resolve');
  if (refusals.length > 0) return refused({ refusals, notes: [] });
  const { job, engine, work, folder } = context;
  const root = join(folder, 'context');
  const admission = await admit({
    model: work.model,
    sources: work.sources,
    checkout: root,
    project: projectOf(job.id),
    variables: work.variables,
    images: (service) => imageOf(job.id, service),
    imageChecks: imageChecks(dockerfiles),
    labels: { [JOB_LABEL]: job.id, [OWNER_LABEL]: context.owner },
    limits: job.assignment.limits,
    openFiles: engine.info.openFiles,
    group: context.group,
    runtime: engine.info.runtime,
    network: job.assignment.network.run,
    buildNetwork: job.assignment.network.build,
    reach: engine.info.reach,
  });
  const notes = [...reservedNotes(join(job.assignment.stack.path, '.env'), work.reserved), ...admission.notes];
  if (admission.outcome === 'refused') return refused({ refusals: admission.refusals, notes });
  await prepare(admission);
  const secret = new Set(Object.values(admission.model.secrets).map(({ file }) => file));
  for (const { path, text } of admission.files) if (secret.has(path)) work.secrets.add(text);
  work.writableBinds = writableBinds(admission, root, join(folder, 'checkout'));
  for (const { path } of work.writableBinds) await openUp(path, engine.info.uidBase);
  const file = join(folder, 'compose.json');
  await writeFile(file, written(admission.model));
  const call = { project: projectOf(job.id), folder, files: [file], variables: {} };
  await verifyAdmitted(await context.seal(), call, admission.model, context.signal);
  work.admitted = call;
  work.admittedModel = admission.model;
  return {
    evidence: { outcome: 'admitted', refusals: [], notes },
    detail:
      notes.length === 0
        ? { en: 'as it is', es: 'tal como está' }
        : { en: `${notes.length} changed`, es: notes.length === 1 ? '1 cambio' : `${notes.length} cambios` },
  };
}

function refused(decision: Pick<Required<Evidence>['admit'], 'refusals' | 'notes'>): StageResult<'admit'> {
  const rules = [...new Set(decision.refusals.map(({ rule }) => rule))];
  const detail = { en: `refused: ${rules.join(', ')}`, es: `rechazado: ${rules.join(', ')}` };
  return { evidence: { outcome: 'refused', ...decision }, detail, halt: true };
}

/** What containers may write to, and what was handed in at that place: what a fresh start puts back. */
function writableBinds(
  { model, copies }: Extract<Admission, { outcome: 'admitted' }>,
  root: string,
  checkout: string,
): WritableBind[] {
  const mounts = Object.values(model.services).flatMap((service) => service.volumes ?? []);
  const paths = new Set(
    mounts.flatMap((mount) => (mount.type === 'bind' && mount.read_only !== true ? [plain(mount.source)] : [])),
  );
  return [...paths].map((path) => {
    const original = copies.find(({ to }) => to === path)?.from ?? path;
    return { path, pristine: join(checkout, relative(root, original)) };
  });
}
