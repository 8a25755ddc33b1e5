import { z } from 'zod';
import { admitEvidenceSchema } from './admit.ts';
import { buildEvidenceSchema } from './build.ts';
import { drillsEvidenceSchema } from './drills.ts';
import { fetchEvidenceSchema } from './fetch.ts';
import { persistenceEvidenceSchema } from './persistence.ts';
import { probeEvidenceSchema } from './probe.ts';
import { resolveEvidenceSchema } from './resolve.ts';
import { startEvidenceSchema } from './start.ts';

/** Everything that the stages recorded. A stage that was skipped has no entry. */
export const evidenceSchema = z.object({
  fetch: fetchEvidenceSchema.optional(),
  resolve: resolveEvidenceSchema.optional(),
  admit: admitEvidenceSchema.optional(),
  build: buildEvidenceSchema.optional(),
  start: startEvidenceSchema.optional(),
  probe: probeEvidenceSchema.optional(),
  persistence: persistenceEvidenceSchema.optional(),
  drills: drillsEvidenceSchema.optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
export type EvidenceStage = keyof Evidence;
export type CompleteEvidence = Required<Evidence>;

export type * from './admit.ts';
export type * from './build.ts';
export type { Answer, Connections, DatabaseKind, Where } from './common.ts';
export type * from './delivery.ts';
export type * from './drills.ts';
export type * from './fetch.ts';
export type * from './persistence.ts';
export type * from './probe.ts';
export type * from './resolve.ts';
export type * from './start.ts';
