import { DockgradeError } from '../src/core/errors.ts';
import type { Evidence, EvidenceStage } from '../src/core/evidence/index.ts';
import type { RunEvent, StageRecord } from '../src/core/run.ts';
import { STAGE_TITLES, withEarlier } from '../src/core/stages.ts';
import { same, type Text } from '../src/core/text.ts';
import { stages } from './stages/index.ts';
import type { RunContext, Stage } from './stages/stage.ts';

const NOT_NEEDED: Text = { en: 'not needed', es: 'no hace falta' };
const STOPPED: Text = { en: 'stopped', es: 'se interrumpió' };

/**
 * Runs the stages in their order and fills `evidence` and `records` as it goes, so that what was found is there even when a later stage
 * fails. What the job does not ask for is skipped. When the submission has used up its total time, the stages that are left are skipped: that is a fact about the submission.
 */
export async function runStages(
  context: RunContext,
  evidence: Evidence,
  records: StageRecord[],
  onEvent: (event: RunEvent) => void,
): Promise<void> {
  const { time } = context.job.assignment.limits;
  const total = AbortSignal.timeout(time * 1000);
  const asked = context.job.stages && new Set(withEarlier(context.job.stages));
  let halted: EvidenceStage | null = null;
  for (const stage of stages as readonly Stage<EvidenceStage>[]) {
    const needed = asked?.has(stage.name) ?? true;
    if (!needed || halted !== null) {
      skip(stage.name, needed && halted !== null ? becauseOf(halted) : NOT_NEEDED, records, onEvent);
      continue;
    }
    const at = new Date().toISOString();
    const started = performance.now();
    onEvent({ type: 'stage-started', stage: stage.name, at });
    const finish = (outcome: 'ran' | 'failed', detail: Text) => {
      const record = { stage: stage.name, outcome, seconds: (performance.now() - started) / 1000, detail };
      records.push({ ...record, startedAt: at });
      onEvent({ type: 'stage-ended', ...record });
    };
    try {
      const result = await runStage(context, stage, evidence, total, onEvent);
      Object.assign(evidence, { [stage.name]: result.evidence });
      finish(result.halt ? 'failed' : 'ran', result.detail);
      if (result.halt) halted = stage.name;
    } catch (error) {
      if (error !== total.reason || context.signal.aborted) {
        // The error itself is thrown, and told with its remedy by whoever catches it.
        finish('failed', error instanceof DockgradeError ? same(error.code) : STOPPED);
        throw error;
      }
      finish('failed', {
        en: `the time limit of ${time} s was reached`,
        es: `se llegó al límite de tiempo de ${time} s`,
      });
      halted = stage.name;
    }
  }
}

async function runStage(
  context: RunContext,
  stage: Stage<EvidenceStage>,
  evidence: Evidence,
  total: AbortSignal,
  onEvent: (event: RunEvent) => void,
) {
  const milliseconds = stage.deadline(context.job);
  const own = AbortSignal.timeout(milliseconds);
  const signal = AbortSignal.any([context.signal, total, own]);
  const say = (said: Text | string) => {
    const detail = typeof said === 'string' ? same(said) : said;
    onEvent({ type: 'stage-detail', stage: stage.name, detail });
  };
  try {
    return await stage.run({ ...context, signal, say }, evidence);
  } catch (error) {
    if (error !== own.reason) throw error;
    throw new DockgradeError(
      'deadline-exceeded',
      `The stage "${stage.name}" was not finished after ${Math.round(milliseconds / 1000)} s.`,
      {
        cause: error,
        remedy: 'Try again; if it happens every time, report it with the submission.',
      },
    );
  }
}

function becauseOf(stage: EvidenceStage): Text {
  return { en: `because of ${STAGE_TITLES[stage].en}`, es: `a causa de ${STAGE_TITLES[stage].es}` };
}

function skip(stage: EvidenceStage, detail: Text, records: StageRecord[], onEvent: (event: RunEvent) => void): void {
  const record = { stage, outcome: 'skipped' as const, seconds: 0, detail };
  records.push({ ...record, startedAt: null });
  onEvent({ type: 'stage-ended', ...record });
}
