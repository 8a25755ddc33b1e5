import { z } from 'zod';
import { textSchema, whereSchema } from './evidence/common.ts';

/** A piece of proof, cut to what matters. Its text is what a program said, or in every language where the words are ours. */
export const proofSchema = z.object({
  kind: z.enum(['http', 'log', 'inspect', 'file', 'timing', 'text']),
  title: textSchema,
  text: z.union([z.string(), textSchema]),
});
export type Proof = z.infer<typeof proofSchema>;
/** A proof that needs no translation: what a program said, names, numbers. */
export type PlainProof = Proof & { text: string };

const said = {
  message: textSchema,
  where: whereSchema.optional(),
  evidence: z.array(proofSchema),
};
const lost = { ...said, expected: textSchema, actual: textSchema, remedy: textSchema };

/** What one grader decides. `share` is the part of the points that a partial verdict earns, between 0 and 1. */
export const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('pass'), ...said }),
  z.object({ verdict: z.literal('partial'), share: z.number().min(0).max(1), ...lost }),
  z.object({ verdict: z.literal('fail'), ...lost }),
  /** An earlier line or stage is the cause; `by` names it. Earns nothing, and says nothing of its own. */
  z.object({ verdict: z.literal('blocked'), by: z.string(), ...said }),
  /** A fault of ours. Costs no points. */
  z.object({ verdict: z.literal('error'), ...said }),
]);
export type Verdict = z.infer<typeof verdictSchema>;
type Of<K extends Verdict['verdict']> = Omit<Extract<Verdict, { verdict: K }>, 'verdict' | 'evidence'> & {
  evidence?: Proof[];
};

export const pass = (v: Of<'pass'>): Verdict => ({ verdict: 'pass', evidence: [], ...v });
export const partial = (v: Of<'partial'>): Verdict => ({ verdict: 'partial', evidence: [], ...v });
export const fail = (v: Of<'fail'>): Verdict => ({ verdict: 'fail', evidence: [], ...v });
export const blocked = (v: Of<'blocked'>): Verdict => ({ verdict: 'blocked', evidence: [], ...v });
