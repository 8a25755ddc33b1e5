import { join, relative } from 'node:path';
import { DockerfileParser, type From, type Instruction, type ModifiableInstruction } from 'dockerfile-ast';
import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import type { Locator } from '../compose/locate.ts';
import type { ServiceModel } from '../compose/model.ts';
import { parseReference } from './images.ts';
import { readInside } from './inside.ts';

const MAX_BYTES = 64 * 1024;
/** Characters of a reference, and of an argument that is put into one: an image's name is never that long. */
const LONGEST = 1000;

/** Reads the Dockerfile of a service that is built; null for a service without a build. */
export async function readDockerfile(
  root: string,
  service: string,
  model: ServiceModel,
  locate: Locator,
): Promise<DockerfileFacts | null> {
  if (!model.build) return null;
  const inline = model.build.dockerfile_inline;
  const path = join(model.build.context, model.build.dockerfile ?? 'Dockerfile');
  const file =
    inline === undefined
      ? relative(root, path)
      : locate.where(['services', service, 'build', 'dockerfile_inline']).file;
  const text = inline ?? (await readInside(root, path, MAX_BYTES));
  if (text === null) return { service, file, exists: false, stages: [], instructions: [] };
  const given = (model.build.args ?? {}) as Record<string, string | null>;
  return { service, file, exists: true, ...parse(text, file, given) };
}

function parse(
  text: string,
  file: string,
  given: Record<string, string | null>,
): Pick<DockerfileFacts, 'stages' | 'instructions'> {
  const dockerfile = DockerfileParser.parse(text);
  const args = new Map<string, string>();
  const stages: DockerfileFacts['stages'] = [];
  const instructions: DockerfileFacts['instructions'] = [];
  for (const instruction of dockerfile.getInstructions()) {
    const keyword = instruction.getKeyword().toUpperCase();
    const line = instruction.getRange().start.line + 1;
    if (keyword === 'ARG' && stages.length === 0) {
      const [name = '', value = ''] = (instruction.getArgumentsContent() ?? '').split(/=(.*)/s);
      args.set(name.trim(), (given[name.trim()] ?? unquote(value)).slice(0, LONGEST));
    }
    if (keyword === 'FROM') {
      const from = instruction as From;
      const reference = substitute(from.getImage() ?? '', args);
      const internal =
        reference === 'scratch' || stages.some(({ name }) => name?.toLowerCase() === reference.toLowerCase());
      const { tag, digest } = parseReference(reference);
      stages.push({ name: from.getBuildStage(), from: { reference, tag, digest, where: { file, line } }, internal });
    }
    instructions.push({
      keyword,
      text: (instruction.getRawArgumentsContent() ?? '').slice(0, 1000),
      flags: flagsOf(instruction),
      line,
      stage: stages.length - 1,
    });
  }
  return { stages, instructions };
}

/** Only instructions that take options have a method to ask for them. */
function flagsOf(instruction: Instruction): string[] {
  return 'getFlags' in instruction ? (instruction as ModifiableInstruction).getFlags().map(String) : [];
}

/** `$X`, `${X}`, `${X:-default}` from the ARGs before the first FROM, as the Dockerfile reference allows in FROM. */
function substitute(text: string, args: ReadonlyMap<string, string>): string {
  return text
    .replace(
      /\$(?:\{(\w+)(?::?-([^}]{0,500}))?\}|(\w+))/g,
      (_, braced, fallback, bare) => args.get(braced ?? bare) || (fallback ?? ''),
    )
    .slice(0, LONGEST);
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
