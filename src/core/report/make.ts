import type { Assignment } from '../assignment/schema.ts';
import { type Judgement, score } from '../judge.ts';
import type { Run } from '../run.ts';
import { STAGE_TITLES } from '../stages.ts';
import type { Lang, Text } from '../text.ts';
import type { Proof } from '../verdict.ts';
import { cleanTexts } from './clean.ts';
import type { Report, ReportResult } from './schema.ts';

/** A run, judged: what a report is made of, still in every language. */
export interface JudgedRun extends Run {
  assignment: Pick<Assignment, 'id' | 'title' | 'digest'>;
  /** In the order of the registry. */
  lines: readonly Judgement[];
}

/** The report of a run in one language. Pure. Lists graders with points, and of those without points the ones that have something to say. */
export function makeReport(run: JudgedRun, lang: Lang): Report {
  const lines = run.lines.filter(({ points, verdict }) => points.possible > 0 || verdict.verdict !== 'blocked');
  const said = <Part extends { message: Text }>(part: Part) => ({ ...part, message: part.message[lang] });
  return cleanTexts({
    version: 1,
    lang,
    submission: run.submission,
    assignment: { id: run.assignment.id, title: run.assignment.title[lang], digest: run.assignment.digest },
    outcome: run.outcome,
    score: score(lines),
    results: lines.map((line) => result(line, run, lang)),
    refusals: (run.evidence.admit?.refusals ?? []).map(said),
    notes: (run.evidence.admit?.notes ?? []).map(said),
    stages: run.stages.map((stage) => ({ ...stage, detail: stage.detail[lang] })),
    evidence: run.evidence,
    leftovers: run.leftovers,
    worker: run.worker,
  });
}

/** Why a line was not looked at, where the run ended early for a reason that only its stages know, such as its time. */
function endOf({ outcome, stages }: Run, verdict: Judgement['verdict']): Text | null {
  if (outcome === 'refused' || verdict.verdict !== 'blocked') return null;
  const missing = stages.findIndex((one) => one.stage === verdict.by && one.outcome !== 'ran');
  const last = stages.slice(0, missing + 1).findLast((one) => one.outcome !== 'skipped');
  if (last?.outcome !== 'failed') return null;
  const title = STAGE_TITLES[last.stage];
  return {
    en: `Not looked at: the run ended in the stage “${title.en}”: ${last.detail.en}.`,
    es: `No se miró: la ejecución terminó en la etapa «${title.es}»: ${last.detail.es}.`,
  };
}

function result({ grader, verdict, points, diagnoses }: Judgement, run: Run, lang: Lang): ReportResult {
  const lost = verdict.verdict === 'fail' || verdict.verdict === 'partial';
  return {
    grader: grader.id,
    group: grader.group,
    verdict: verdict.verdict,
    points,
    title: grader.title[lang],
    message: (endOf(run, verdict) ?? verdict.message)[lang],
    ...(lost && { expected: verdict.expected[lang], actual: verdict.actual[lang], remedy: verdict.remedy[lang] }),
    ...(verdict.verdict === 'blocked' && { by: verdict.by }),
    ...(verdict.where && { where: verdict.where }),
    diagnoses: diagnoses.map(({ title, message, why, remedy, evidence, ...rest }) => ({
      ...rest,
      title: title[lang],
      message: message[lang],
      why: why[lang],
      remedy: remedy[lang],
      evidence: evidence.map((proof) => shownProof(proof, lang)),
    })),
    evidence: verdict.evidence.map((proof) => shownProof(proof, lang)),
    lesson: grader.lesson,
  };
}

function shownProof({ kind, title, text }: Proof, lang: Lang): ReportResult['evidence'][number] {
  return { kind, title: title[lang], text: typeof text === 'string' ? text : text[lang] };
}
