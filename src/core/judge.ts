import { z } from 'zod';
import { type Cause, endingCause, overrunCause } from './cause.ts';
import type { Diagnosis } from './diagnosis.ts';
import { textSchema, whereSchema } from './evidence/common.ts';
import type { Evidence, EvidenceStage } from './evidence/index.ts';
import { explained } from './explained.ts';
import { GROUPS, type Grader } from './grader.ts';
import { STAGE_TITLES } from './stages.ts';
import { blocked, pass, proofSchema, type Verdict, verdictSchema } from './verdict.ts';

/** Grader id → points, in the order of the report. */
export type Rubric = Record<string, number>;

const points = z.object({ earned: z.number().min(0), possible: z.number().min(0) });

/** The cause behind a lost line, still in every language. */
export const diagnosisSchema = z.object({
  id: z.string(),
  title: textSchema,
  message: textSchema,
  why: textSchema,
  remedy: textSchema,
  where: whereSchema.optional(),
  evidence: z.array(proofSchema),
});
export type DiagnosisLine = z.infer<typeof diagnosisSchema>;

/** One line of the report, still in every language: plain data that can be stored. */
export const judgementSchema = z.object({
  grader: z.object({ id: z.string(), group: z.enum(GROUPS), title: textSchema, lesson: z.string() }),
  verdict: verdictSchema,
  points,
  /** What explains the loss; empty for a line that lost nothing. */
  diagnoses: z.array(diagnosisSchema).default([]),
});
export type Judgement = z.infer<typeof judgementSchema>;

/** Judges stored evidence. Pure: the same evidence and rubric give the same lines, whenever and wherever. */
export function judge(
  evidence: Evidence,
  rubric: Rubric,
  graders: readonly Grader[],
  diagnoses: readonly Diagnosis[] = [],
): Judgement[] {
  const lines = graders.map((grader) => {
    const possible = rubric[grader.id] ?? 0;
    const verdict = asked(grader, possible, verdictOf(grader, evidence));
    const { id, group, title, lesson } = grader;
    return {
      grader: { id, group, title, lesson },
      verdict,
      points: { earned: round(possible * share(verdict)), possible },
      diagnoses: [],
    };
  });
  return explained(lines, evidence, diagnoses);
}

/** Sum of the lines, rounded to a hundredth of a point. */
export function score(lines: readonly Pick<Judgement, 'points'>[]): { earned: number; possible: number } {
  const sum = (pick: 'earned' | 'possible') => round(lines.reduce((total, line) => total + line.points[pick], 0));
  return { earned: sum('earned'), possible: sum('possible') };
}

/** A static site needs no advice to have a database when its assignment wants none. */
function asked({ onlyIfAsked }: Grader, possible: number, verdict: Verdict): Verdict {
  if (onlyIfAsked === undefined || possible > 0 || verdict.verdict !== 'fail') return verdict;
  return pass({
    message: {
      en: `This assignment gives no points for it. ${verdict.message.en}`,
      es: `Esta consigna no da puntos por esto. ${verdict.message.es}`,
    },
    evidence: verdict.evidence,
  });
}

/** A refused Compose file never ran, so one cause stands for every line. What else ended a run early is named by the line that speaks of it. */
function verdictOf(grader: Grader, evidence: Evidence): Verdict {
  if (evidence.admit?.outcome === 'refused') return blocked(notReached('admit'));
  const missing = grader.needs.find((stage) => evidence[stage] === undefined);
  if (missing !== undefined) return blocked(endingCause(evidence) ?? notReached(missing));
  const stopped = evidence.start?.overrun?.stage === 'start' && grader.needs.includes('start') ? evidence.start : null;
  const cause = stopped && overrunCause(stopped);
  if (cause && cause.by !== grader.id) return blocked(cause);
  try {
    return grader.judge(evidence as Required<Evidence>);
  } catch (error) {
    return {
      verdict: 'error',
      message: {
        en: 'This check failed because of a fault in the grader, not in your work. It costs no points.',
        es: 'Esta comprobación falló por un error del corrector, no de tu trabajo. No resta puntos.',
      },
      evidence: [{ kind: 'text', title: { en: 'Fault', es: 'Error' }, text: String(error) }],
    };
  }
}

function notReached(stage: EvidenceStage): Cause {
  return {
    by: stage,
    message: {
      en: `Not looked at: the stage "${STAGE_TITLES[stage].en}" was not reached.`,
      es: `No se miró: no se llegó a la etapa «${STAGE_TITLES[stage].es}».`,
    },
  };
}

/** A fault of ours costs no points. */
function share(verdict: Verdict): number {
  switch (verdict.verdict) {
    case 'pass':
    case 'error':
      return 1;
    case 'partial':
      return verdict.share;
    case 'fail':
    case 'blocked':
      return 0;
  }
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
