import type { DockerfileFacts, ResolveEvidence } from '../../src/core/evidence/index.ts';

type Instruction = DockerfileFacts['instructions'][number];

/** The instructions whose outcome is in the finished image: those of the stage that is built, and of the earlier stages that it stands on. */
export function finalInstructions(file: DockerfileFacts, { services }: ResolveEvidence): Instruction[] {
  const target = services.find(({ name }) => name === file.service)?.build?.target?.toLowerCase() ?? null;
  const named = (name: string) => file.stages.findIndex((stage) => stage.name?.toLowerCase() === name);
  const kept = new Set<number>();
  let at = target === null ? file.stages.length - 1 : named(target);
  while (at >= 0 && !kept.has(at)) {
    kept.add(at);
    const from = file.stages[at];
    at = from?.internal ? named(from.from.reference.toLowerCase()) : -1;
  }
  return file.instructions.filter(({ stage }) => kept.has(stage));
}

/** The base image that the finished image stands on, and where it is named; undefined for `scratch`. */
export function finalBase(file: DockerfileFacts, resolve: ResolveEvidence) {
  const from = finalFrom(file, resolve);
  return from?.reference === 'scratch' ? undefined : from;
}

/** The same with `scratch`, the base that is no image. */
export function finalFrom(file: DockerfileFacts, resolve: ResolveEvidence) {
  const [first] = finalInstructions(file, resolve).filter(({ stage }) => stage >= 0);
  return first && file.stages[first.stage]?.from;
}
