import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { DockerfileFacts, DrillsEvidence, Evidence, Rebuild } from '../../src/core/evidence/index.ts';
import type { ComposeModel } from '../admission/model.ts';
import { buildImage } from '../build/image.ts';
import { keptContext } from '../build/keep-context.ts';
import { imageOf } from '../engine/labels.ts';
import { lastOf } from '../observe/last-of.ts';
import type { RunContext } from '../stages/stage.ts';
import { needed } from '../stages/workpieces.ts';
import { sourceCandidates } from './rebuild/candidates.ts';
import { commentAtEnd } from './rebuild/comment.ts';
import { movedModel, REBUILT } from './rebuild/moved.ts';

/** Milliseconds for all rebuilds of a run together. */
const WITHIN = 60_000;
const MAX_LOG = 4 * 1024;

/**
 * Adds a comment to a source file of each application and builds its image again, under another tag: what comes from the cache then is what
 * a change of the source does not touch. Works in a copy, so it can be made while the stack runs.
 */
export async function rebuildDrill(context: RunContext, evidence: Evidence): Promise<DrillsEvidence['rebuilds']> {
  const { applications, dockerfiles } = needed(evidence, 'resolve');
  const model = movedModel(context);
  const until = performance.now() + WITHIN;
  const seen = new Set<string>();
  const rebuilds: Rebuild[] = [];
  for (const name of applications) {
    const [service, dockerfile] = [model.services[name], dockerfiles.find((facts) => facts.service === name)];
    // Services of one and the same build have one and the same image.
    const build = JSON.stringify(service?.build);
    if (service?.build === undefined || dockerfile === undefined || seen.has(build)) continue;
    seen.add(build);
    const files = await sourceCandidates(service, dockerfile);
    const bench = { context, model, name, dockerfile, until };
    rebuilds.push(await rebuildWithin(bench, files));
    await context.engine.removeImage(imageOf(context.job.id, name, REBUILT), context.signal);
  }
  return rebuilds;
}

interface Bench {
  context: RunContext;
  model: ComposeModel;
  name: string;
  dockerfile: DockerfileFacts;
  until: number;
}

/** A file whose change leaves every step in the cache never reached the image: the next one is tried. */
async function rebuildWithin(bench: Bench, files: readonly string[]): Promise<Rebuild> {
  let last: Rebuild = { service: bench.name, file: null, outcome: 'no-source', seconds: 0, steps: [], log: '' };
  for (const file of files) {
    const rebuild = await rebuildWith(bench, file);
    if (rebuild.outcome !== 'rebuilt' || rebuild.steps.some(({ cached }) => !cached)) return rebuild;
    last = { ...rebuild, file: null, outcome: 'no-source' };
  }
  return last;
}

async function rebuildWith({ context, model, name, dockerfile, until }: Bench, path: string): Promise<Rebuild> {
  const original = await readFile(path);
  // A fresh value each time: otherwise the second run of the same commit would find the edited layer in the cache.
  const comment = commentAtEnd(path, original.toString(), randomUUID());
  await writeFile(path, Buffer.concat([original, Buffer.from(comment)]));
  const timeout = Math.max(1, until - performance.now());
  const [root, tag] = [keptContext(context), imageOf(context.job.id, name, REBUILT)];
  // Throws what is not the student's: a registry that is away, a disk that is full.
  const result = await buildImage(context, { service: name, model, tag, dockerfile, root, timeout });
  await writeFile(path, original);
  return {
    service: name,
    file: relative(root, path),
    outcome: result.outcome === 'built' ? 'rebuilt' : result.outcome,
    seconds: result.seconds,
    steps: result.steps,
    log: result.outcome === 'built' ? '' : lastOf(result.output, MAX_LOG),
  };
}
