import type { EvidenceStage } from '../src/core/evidence/index.ts';
import type { GraderDefinition } from '../src/core/grader.ts';

/*
 * What a grader of one's own imports from 'dockgrade' (docs/writing-a-grader.md). Types of the evidence are here too, so that an editor knows every field.
 */
export type * from '../src/core/evidence/index.ts';
export type { Text } from '../src/core/text.ts';
export { blocked, fail, type Proof, partial, pass, type Verdict } from '../src/core/verdict.ts';

type MayBeLeftOut = 'lesson' | 'examples';

/** A grader as a teacher writes it: `lesson` and `examples` may be left out. */
export type OwnGrader<Needs extends EvidenceStage> = Omit<GraderDefinition<Needs>, MayBeLeftOut> &
  Partial<Pick<GraderDefinition<Needs>, MayBeLeftOut>>;

/** Lets an editor check a grader: `judge` receives the stages that `needs` names, and no others. */
export function defineGrader<const Needs extends EvidenceStage>(grader: OwnGrader<Needs>): OwnGrader<Needs> {
  return grader;
}
