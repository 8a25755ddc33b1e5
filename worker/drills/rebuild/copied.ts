import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import { globOf } from './glob.ts';

/**
 * Which paths of a build context a Dockerfile copies, going by its COPY and ADD instructions.
 * @param from the name of an additional context; null for the context itself
 */
export function copied({ instructions }: DockerfileFacts, from: string | null): (path: string) => boolean {
  const copies = instructions
    .filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD')
    .filter(
      ({ flags = [] }) =>
        flags.includes(`--from=${from}`) || (from === null && !flags.some((flag) => flag.startsWith('--from='))),
    );
  const sources = copies.flatMap(({ text }) => sourcesOf(text));
  // What is not copied may still be mounted (`RUN --mount=type=bind`); a variable may stand for anything.
  if (sources.length === 0) return () => from === null;
  if (sources.some((source) => source.includes('$'))) return () => true;
  const patterns = sources.map(globOf);
  return (path) => {
    const parts = path.split('/');
    return parts.some((_, at) => patterns.some((fits) => fits(parts.slice(0, at + 1).join('/'))));
  };
}

/** All but the last word, which is the place in the image. `.` is everything. */
function sourcesOf(text: string): string[] {
  const words = text
    .replace(/\\\r?\n/g, ' ')
    .replace(/["[\],]/g, ' ')
    .trim()
    .split(/\s+/);
  return words.slice(0, -1).map((word) => word.replace(/^(\.?\/)+|^\.$/g, '') || '**');
}
