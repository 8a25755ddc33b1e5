import { dirname, join, normalize } from 'node:path';
import type { Refusal } from '../../src/core/evidence/admit.ts';
import { MAX_FINDINGS, readable } from './readable.ts';
import { readSource } from './sources/files.ts';
import { messages } from './sources/messages.ts';
import { parseSource } from './sources/parse.ts';
import { findReferences, type Reference } from './sources/references.ts';

export { SOURCE_RULE_IDS } from './sources/messages.ts';

const MAX_INCLUDES = 5;
const MAX_EXTENDED = 20;
const MAX_DEPTH = 3;
const COMPOSE_BYTES = 256 * 1024;
const ENV_BYTES = 64 * 1024;

/**
 * Looks at the files of a repository before Compose's loader sees them, because that loader follows links, fetches remote files and
 * expands aliases without end. It reads the Compose files and everything that they would make the loader read. What is merely wrong (a file that
 * is missing, YAML that does not parse) is no refusal: Compose itself says it better.
 * @param input.checkout absolute, real path of the repository
 * @param input.files Compose files, relative to it, in the order in which they are merged
 */
export async function checkSources(input: { checkout: string; files: string[] }): Promise<Refusal[]> {
  const walk: Walk = { checkout: input.checkout, refusals: [], seen: new Set(), includes: 0, extended: 0 };
  const project = dirname(input.files[0] ?? 'compose.yaml');
  await checkPlainFile(walk, join(project, '.env'), { file: join(project, '.env') });
  for (const file of input.files) {
    await checkCompose(walk, { file, base: project, where: { file }, ancestors: [] });
  }
  return walk.refusals.slice(0, MAX_FINDINGS).map((refusal) => ({ ...refusal, message: readable(refusal.message) }));
}

interface Walk {
  checkout: string;
  refusals: Refusal[];
  /** Files that were looked at, with the folder that their paths are relative to. */
  seen: Set<string>;
  includes: number;
  extended: number;
}

interface Visit {
  file: string;
  /** The folder that paths in this file are relative to. */
  base: string;
  where: Refusal['where'];
  /** The files that include this one. */
  ancestors: readonly string[];
}

async function checkCompose(walk: Walk, visit: Visit): Promise<void> {
  const key = `${visit.file}\n${visit.base}`;
  if (walk.seen.has(key)) return;
  walk.seen.add(key);
  const read = await readSource(walk.checkout, visit.file, COMPOSE_BYTES);
  if ('problem' in read) walk.refusals.push({ ...read.problem, where: visit.where });
  if (!('text' in read)) return;
  const parsed = parseSource(visit.file, read.text);
  walk.refusals.push(...parsed.refusals);
  // Its references could not be trusted: what cannot be read safely is not followed either.
  if (parsed.refusals.length > 0) return;
  for (const reference of findReferences(visit.file, parsed)) await checkReference(walk, visit, reference);
}

async function checkReference(walk: Walk, visit: Visit, reference: Reference): Promise<void> {
  const { where, kind } = reference;
  const refuse = (message: ReturnType<(typeof messages)[keyof typeof messages]>) =>
    walk.refusals.push({ ...message, where });
  if (isRemote(reference.path) || (reference.folder !== undefined && isRemote(reference.folder))) {
    return void refuse(messages.remote(reference.path));
  }
  if (`${reference.path}${reference.folder ?? ''}`.includes('$')) return void refuse(messages.variable(reference.path));
  if (reference.path.startsWith('~') || reference.path.startsWith('/'))
    return void refuse(messages.outside(reference.path));
  const path = normalize(join(visit.base, reference.path));
  if (kind === 'values') return checkPlainFile(walk, path, where);
  if (kind === 'extends') {
    walk.extended += 1;
    if (walk.extended > MAX_EXTENDED) return void refuse(messages.tooMany(MAX_EXTENDED));
    return checkCompose(walk, { file: path, base: dirname(path), where, ancestors: visit.ancestors });
  }
  walk.includes += 1;
  const ancestors = [...visit.ancestors, visit.file];
  if (walk.includes > MAX_INCLUDES || ancestors.length > MAX_DEPTH || ancestors.includes(path)) {
    return void refuse(messages.tooMany(MAX_INCLUDES));
  }
  const base = reference.folder === undefined ? dirname(path) : normalize(join(visit.base, reference.folder));
  await checkPlainFile(walk, join(base, '.env'), where);
  return checkCompose(walk, { file: path, base, where, ancestors });
}

async function checkPlainFile(walk: Walk, file: string, where: Refusal['where']): Promise<void> {
  const read = await readSource(walk.checkout, file, ENV_BYTES);
  if ('problem' in read) walk.refusals.push({ ...read.problem, where });
}

/** Everything that Compose's loaders for git repositories and registries could take for theirs. */
function isRemote(path: string): boolean {
  return /:\/\/|^[\w.-]+@[\w.-]+:|^oci:|^git@|^(www\.)?(github|gitlab|bitbucket)\.(com|org)\/|\.git([#/]|$)/i.test(
    path,
  );
}
