import { DRILLS, type DrillName } from './evidence/drills.ts';
import type { CompleteEvidence, EvidenceStage } from './evidence/index.ts';
import type { Text } from './text.ts';
import type { Verdict } from './verdict.ts';

export const GROUPS = ['image', 'compose', 'persistence', 'delivery'] as const;
export type Group = (typeof GROUPS)[number];

/** One rubric line: a pure function from evidence to a verdict. No I/O, no clock, no Docker. */
export interface GraderDefinition<Needs extends EvidenceStage> {
  /** Public and stable, as in lessons.md; also the name of its file. */
  id: string;
  group: Group;
  /** The obligation as a short statement that is true when the grader passes. */
  title: Text;
  /** The number of the course document that teaches it (`seeds/`). */
  lesson: string;
  /** What `explain` says: where the grader looks, why it matters, the smallest change that mends it. */
  about: { looks: Text; why: Text; mend: Text };
  /** A few lines of a student's files (or a command and its outcome) with which it passes, and the same with the fault. */
  examples: { passes: string; fails: string };
  /** The drills whose facts it reads; those that nobody reads are not made. */
  drills?: readonly DrillName[];
  /** Asks for something that not every assignment wants: where a rubric leaves it out, what is missing is no advice. */
  onlyIfAsked?: true;
  /** The stages whose evidence `judge` receives; where one was skipped the verdict is `blocked`. */
  needs: readonly Needs[];
  judge(evidence: Pick<CompleteEvidence, Needs>): Verdict;
}

/** A grader whose needs are forgotten: what the registry and the judge handle. One of a teacher's own may lack examples. */
export type Grader = Omit<GraderDefinition<EvidenceStage>, 'examples'> &
  Partial<Pick<GraderDefinition<EvidenceStage>, 'examples'>>;

/** Checks a grader against its needs and makes it fit the registry. */
export function defineGrader<const Needs extends EvidenceStage>(definition: GraderDefinition<Needs>): Grader {
  return definition as unknown as Grader;
}

/** The drills that these graders read, in their order. */
export function drillsOf(graders: readonly Pick<Grader, 'drills'>[]): DrillName[] {
  const read = new Set(graders.flatMap(({ drills = [] }) => drills));
  return DRILLS.filter((drill) => read.has(drill));
}

/** The stages that these graders read. */
export function stagesOf(graders: readonly Pick<Grader, 'needs'>[]): EvidenceStage[] {
  return [...new Set(graders.flatMap(({ needs }) => needs))];
}
