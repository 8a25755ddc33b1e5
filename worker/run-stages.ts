import { DockgradeError } from '../src/core/errors.ts';
import type { Evidence, EvidenceStage } from '../src/core/evidence/index.ts';
import type { RunEvent, StageRecord } from '../src/core/run.ts';
import { STAGE_TITLES, withEarlier } from '../src/core/stages.ts';
import { same, type Text } from '../src/core/text.ts';
import { DiskWatch } from './limits/disk-watch.ts';
import { overrunDetail, recordOverrun, StackOverrun } from './limits/overrun.ts';
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
  const total = AbortSignal.timeout(context.job.assignment.limits.time * 1000);
  const disk = new DiskWatch(context);
  try {
    await runInOrder(context, evidence, records, { total, disk }, onEvent);
  } finally {
    await disk.end();
  }
}

/** What ends a run early because of the submission: its total time, and what its stack writes. */
interface Bounds {
  total: AbortSignal;
  disk: DiskWatch;
}

async function runInOrder(
  context: RunContext,
  evidence: Evidence,
  records: StageRecord[],
  bounds: Bounds,
  onEvent: (event: RunEvent) => void,
): Promise<void> {
  const asked = context.job.stages && new Set(withEarlier(context.job.stages));
  let halted: EvidenceStage | null = null;
  for (const stage of stages as readonly Stage<EvidenceStage>[]) {
    const needed = asked?.has(stage.name) ?? true;
    if (!needed || halted !== null) {
      skip(stage.name, needed && halted !== null ? becauseOf(halted) : NOT_NEEDED, records, onEvent);
      continue;
    }
    if (stage.name === 'start') bounds.disk.begin();
    const at = new Date().toISOString();
    const started = performance.now();
    onEvent({ type: 'stage-started', stage: stage.name, at });
    const finish = (outcome: 'ran' | 'failed', detail: Text, commit?: string) => {
      const record = { stage: stage.name, outcome, seconds: (performance.now() - started) / 1000, detail };
      records.push({ ...record, startedAt: at });
      onEvent({ type: 'stage-ended', ...record, ...(commit !== undefined && { commit }) });
    };
    try {
      const result = await runStage(context, stage, evidence, bounds, onEvent);
      Object.assign(evidence, { [stage.name]: result.evidence });
      finish(result.halt ? 'failed' : 'ran', result.detail, fetchedCommit(stage.name, evidence));
      if (result.halt) halted = stage.name;
    } catch (error) {
      const fact = context.signal.aborted ? null : factOf(error, context, bounds);
      if (fact === null) {
        // The error itself is thrown, and told with its remedy by whoever catches it.
        finish('failed', error instanceof DockgradeError ? same(error.code) : STOPPED);
        throw error;
      }
      if (error instanceof StackOverrun) {
        recordOverrun(evidence, stage.name, error.facts, (performance.now() - started) / 1000);
      }
      finish('failed', fact);
      halted = stage.name;
    }
  }
}

/** What the submission did that ended a stage; null when it was something else. */
function factOf(error: unknown, { job }: RunContext, { total }: Bounds): Text | null {
  if (error instanceof StackOverrun) return overrunDetail(error.facts);
  const { time } = job.assignment.limits;
  return error === total.reason
    ? { en: `the time limit of ${time} s was reached`, es: `se llegó al límite de tiempo de ${time} s` }
    : null;
}

async function runStage(
  context: RunContext,
  stage: Stage<EvidenceStage>,
  evidence: Evidence,
  { total, disk }: Bounds,
  onEvent: (event: RunEvent) => void,
) {
  const milliseconds = stage.deadline(context.job);
  const own = AbortSignal.timeout(milliseconds);
  const signal = AbortSignal.any([context.signal, total, disk.signal, own]);
  const say = (said: Text | string) => {
    const detail = typeof said === 'string' ? same(said) : said;
    onEvent({ type: 'stage-detail', stage: stage.name, detail });
  };
  const showLog = (lines: string[]) => onEvent({ type: 'stage-log', stage: stage.name, lines });
  try {
    return await stage.run({ ...context, signal, say, showLog }, evidence);
  } catch (thrown) {
    // Pauses of Node's own throw an error of theirs, whatever the reason of the signal.
    const error = thrown instanceof Error && thrown.name === 'AbortError' && signal.aborted ? signal.reason : thrown;
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

function fetchedCommit(stage: EvidenceStage, { fetch }: Evidence): string | undefined {
  return stage === 'fetch' ? (fetch?.commit ?? undefined) : undefined;
}

function becauseOf(stage: EvidenceStage): Text {
  return { en: `because of ${STAGE_TITLES[stage].en}`, es: `a causa de ${STAGE_TITLES[stage].es}` };
}

function skip(stage: EvidenceStage, detail: Text, records: StageRecord[], onEvent: (event: RunEvent) => void): void {
  const record = { stage, outcome: 'skipped' as const, seconds: 0, detail };
  records.push({ ...record, startedAt: null });
  onEvent({ type: 'stage-ended', ...record });
}
