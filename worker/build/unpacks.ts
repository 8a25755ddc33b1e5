import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';
import type { BuildCall } from '../engine/engine.ts';
import type { RunContext } from '../stages/stage.ts';
import { archiveBomb } from './archives.ts';

/** Comments and lines of white space, whatever a builder counts as that: they may stand within an instruction. */
const ASIDE = /^[\s\x85]*(?:#|$)/;
/** A line that goes on in the next one, as either escape character says it. The other one does not: so what stands before ADD may be part of another line. */
const CONTINUED = /[\\`][ \t]*\r?\n/g;
const ADD = /ADD\b/i;
/** Of an option's name a builder takes off quotes and escapes. */
const UNPACK = /--unpack\b/i;
const QUOTES = /["'\\`]/g;

type Failure = NonNullable<ServiceBuild['failure']>;

/** What a build may unpack, if anything: looked at before the build, because a builder that unpacks cannot be stopped. */
export async function unpacksTooMuch(
  context: RunContext,
  { context: folder, contexts }: BuildCall,
  text: string,
  dockerfile: DockerfileFacts | undefined,
): Promise<Failure | null> {
  const bases = [...(dockerfile?.stages ?? []).map(({ from }) => from.reference), ...imagesIn(contexts)];
  const additions = [text, ...(await broughtAlong(context, bases))].map(additionIn).filter((one) => one !== null);
  const isKnown = !bases.some((reference) => reference.includes('$'));
  if (additions.length === 0 && isKnown) return null;
  const line = dockerfile?.instructions.find(({ keyword }) => keyword === 'ADD')?.line;
  const where = dockerfile && line ? { file: dockerfile.file, line } : null;
  const failure = { instruction: null, exitCode: null, where };
  if (additions.includes('unpack')) {
    const what = 'ADD --unpack';
    return { ...failure, message: `${what} takes what cannot be measured`, refused: { kind: 'download', what } };
  }
  const most = context.job.assignment.limits.disk;
  const path = await archiveBomb(folder, most, context.signal);
  if (path === null) return null;
  const message = `${path} unpacks to more than ${Math.round(most / 1_000_000)} MB`;
  return { ...failure, message, limit: { kind: 'disk', most } };
}

/** Whether there may be an ADD in a Dockerfile, and one that unpacks what it fetches: found however it is spread over lines, rather too often than not. */
export function additionIn(text: string): 'add' | 'unpack' | null {
  const lines = text.split('\n').filter((line) => !ASIDE.test(line));
  const joined = lines.join('\n').replace(CONTINUED, '');
  if (!ADD.test(joined)) return null;
  return UNPACK.test(joined.replace(QUOTES, '')) ? 'unpack' : 'add';
}

/** Images may bring instructions for whoever starts from them. */
async function broughtAlong({ engine, signal }: RunContext, bases: readonly string[]): Promise<string[]> {
  const named = bases.filter((reference) => reference !== '' && !reference.includes('$'));
  const images = await Promise.all(named.map((reference) => engine.image(reference, signal)));
  return images.flatMap((image) => image?.Config.OnBuild ?? []);
}

function imagesIn(contexts: BuildCall['contexts']): string[] {
  const scheme = 'docker-image://';
  const sources = Object.values(contexts).filter((source) => source.startsWith(scheme));
  return sources.map((source) => source.slice(scheme.length));
}
