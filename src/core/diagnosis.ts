import type { Where } from './evidence/common.ts';
import type { CompleteEvidence, Evidence, EvidenceStage } from './evidence/index.ts';
import type { Text } from './text.ts';
import type { Proof } from './verdict.ts';

/** What a diagnosis found in the evidence of one submission. */
export interface Finding {
  /** What happened, with the names of this submission. */
  message: Text;
  /** The smallest change that mends it, with the names of this submission. */
  remedy: Text;
  where?: Where;
  evidence?: Proof[];
}

/** A symptom and its cause: a pure function from evidence to what lies behind a lost point. Costs nothing and earns nothing by itself. */
export interface DiagnosisDefinition<Needs extends EvidenceStage> {
  /** Stable; also the name of its file. */
  id: string;
  /** The cause in a few words. */
  title: Text;
  /** Graders whose lost line it can explain; the report shows it in the first of the report's lines that is one of them and was lost. */
  explains: readonly string[];
  /** What `explain` says: by what it is recognised, why it comes to that, how it is mended. */
  about: { symptom: Text; why: Text; mend: Text };
  /** The stages without which nothing can be told; any other may be absent, because what it explains may have ended the run. */
  needs: readonly Needs[];
  find(evidence: Evidence & Pick<CompleteEvidence, Needs>): Finding | null;
}

/** A diagnosis whose needs are forgotten: what the registry and the judge handle. */
export type Diagnosis = DiagnosisDefinition<EvidenceStage>;

/** Checks a diagnosis against its needs and makes it fit the registry. */
export function defineDiagnosis<const Needs extends EvidenceStage>(definition: DiagnosisDefinition<Needs>): Diagnosis {
  return definition as unknown as Diagnosis;
}
