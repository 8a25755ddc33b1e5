import { DockgradeError } from '../../src/core/errors.ts';
import type { CompleteEvidence, Evidence, EvidenceStage } from '../../src/core/evidence/index.ts';
import type { ComposeModel } from '../admission/model.ts';
import type { ComposeCall } from '../engine/engine.ts';
import type { RunContext, Workpieces } from './stage.ts';

/** What a run begins with. */
export function newWorkpieces(): Workpieces {
  return {
    model: null,
    sources: [],
    variables: {},
    reserved: [],
    admitted: null,
    admittedModel: null,
    inspected: new Set(),
    writableBinds: [],
    secrets: new Set(),
    open: new Set(),
  };
}

/** The evidence of an earlier stage. It is there, or the pipeline would have halted. */
export function needed<Name extends EvidenceStage>(evidence: Evidence, stage: Name): CompleteEvidence[Name] {
  const facts = evidence[stage];
  if (facts === undefined) throw new DockgradeError('internal', `The stage "${stage}" left no evidence.`);
  return facts as CompleteEvidence[Name];
}

/** How Compose is called for the file that runs. */
export function admittedCall(context: RunContext): ComposeCall {
  if (context.work.admitted === null) throw new DockgradeError('internal', 'No Compose file was admitted.');
  return context.work.admitted;
}

/** What the file that runs says. */
export function admittedModel(context: RunContext): ComposeModel {
  if (context.work.admittedModel === null) throw new DockgradeError('internal', 'No Compose file was admitted.');
  return context.work.admittedModel;
}
