import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';
import type { BuildCall } from '../engine/engine.ts';
import type { RunContext } from '../stages/stage.ts';
import { archiveBomb } from './archives.ts';

/** A line that goes on in the next one, comments between them left out. */
const CONTINUED = /[\\`][ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g;
const ADD = /\bADD\b/i;
const UNPACK = /--unpack\b/i;

type Failure = NonNullable<ServiceBuild['failure']>;

/** What a build may unpack, if anything: looked at before the build, because a builder that unpacks cannot be stopped. */
export async function unpacksTooMuch(
  context: RunContext,
  { context: folder, contexts }: BuildCall,
  text: string,
  dockerfile: DockerfileFacts | undefined,
): Promise<Failure | null> {
  const bases = [...(dockerfile?.stages ?? []).map(({ from }) => from.reference), ...imagesIn(contexts)];
  const texts = [text.replace(CONTINUED, ''), ...(await broughtAlong(context, bases))].filter((one) => ADD.test(one));
  const isKnown = !bases.some((reference) => reference.includes('$'));
  if (texts.length === 0 && isKnown) return null;
  const line = dockerfile?.instructions.find(({ keyword }) => keyword === 'ADD')?.line;
  const where = dockerfile && line ? { file: dockerfile.file, line } : null;
  const failure = { instruction: null, exitCode: null, where };
  if (texts.some((one) => UNPACK.test(one))) {
    const what = 'ADD --unpack';
    return { ...failure, message: `${what} takes what cannot be measured`, refused: { kind: 'download', what } };
  }
  const most = context.job.assignment.limits.disk;
  const path = await archiveBomb(folder, most, context.signal);
  if (path === null) return null;
  const message = `${path} unpacks to more than ${Math.round(most / 1_000_000)} MB`;
  return { ...failure, message, limit: { kind: 'disk', most } };
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
