import type { Evidence, EvidenceStage } from '../../core/evidence/index.ts';
import { EVIDENCE_STAGES } from '../../core/stages.ts';

const copies = new WeakMap<Evidence, Evidence>();

/**
 * The evidence of some stages for a grader that we do not know: a copy that cannot be changed, so that it spoils no other line. Reading a stage that it
 * does not name throws.
 */
export function readOnly(evidence: Evidence, needs: readonly EvidenceStage[]): Evidence {
  const copy = copies.get(evidence) ?? frozen(structuredClone(evidence));
  copies.set(evidence, copy);
  const view = {};
  for (const stage of EVIDENCE_STAGES) {
    if (needs.includes(stage)) Object.defineProperty(view, stage, { value: copy[stage], enumerable: true });
    else Object.defineProperty(view, stage, { get: () => notNamed(stage) });
  }
  return Object.freeze(view);
}

function notNamed(stage: EvidenceStage): never {
  throw new Error(`it reads the stage "${stage}", which its "needs" does not name`);
}

function frozen<Value>(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
