import { describe, expect, test } from 'vitest';
import { PROOF_LINES, PROOF_WIDTH } from '../../graders/shared/proof.ts';
import type { CompleteEvidence, Where } from '../../src/core/evidence/index.ts';
import type { Grader } from '../../src/core/grader.ts';
import { LANGS, type Text } from '../../src/core/text.ts';
import { type Verdict, verdictSchema } from '../../src/core/verdict.ts';

interface Passes {
  name: string;
  evidence: CompleteEvidence;
  /** What the message must say, in English. */
  message?: RegExp;
}

export interface Loses extends Omit<Passes, 'message'> {
  verdict: 'fail' | 'partial' | 'blocked';
  message: { en: RegExp; es?: RegExp };
  remedy?: RegExp;
  /** `null`: the verdict must name no place. */
  where?: Where | null;
  share?: number;
  by?: string;
}

/** Tests one grader by a table of evidence. A grader that is never seen to pass and never seen to lose is not tested. */
export function testGrader(grader: Grader, table: { passes: readonly Passes[]; fails: readonly Loses[] }): void {
  if (table.passes.length === 0 || table.fails.length === 0) throw new Error(`the table of ${grader.id} is empty`);
  if (!table.fails.some(({ verdict }) => verdict === 'fail')) throw new Error(`${grader.id} is never seen to fail`);

  describe(grader.id, () => {
    test.each(table.passes)('passes: $name', ({ evidence, message }) => {
      const verdict = judgeWith(grader, evidence);
      expect(verdict).toMatchObject({ verdict: 'pass' });
      if (message) expect(verdict.message.en).toMatch(message);
    });

    test.each(table.fails)('$verdict: $name', (row) => {
      const verdict = judgeWith(grader, row.evidence);
      expect(verdict).toMatchObject({
        verdict: row.verdict,
        ...(row.by !== undefined && { by: row.by }),
        ...(row.share !== undefined && { share: row.share }),
      });
      expect(verdict.message.en).toMatch(row.message.en);
      if (row.message.es) expect(verdict.message.es).toMatch(row.message.es);
      if (row.remedy) expect('remedy' in verdict ? verdict.remedy.en : '').toMatch(row.remedy);
      if (row.where !== undefined) expect(verdict.where ?? null).toEqual(row.where);
      if (row.verdict !== 'blocked') expect(verdict.evidence).not.toEqual([]);
    });
  });
}

/** Judges, and holds the verdict to what every verdict must be. */
function judgeWith(grader: Grader, evidence: CompleteEvidence): Verdict {
  const verdict = verdictSchema.parse(grader.judge(fenced(grader, evidence)));
  expectProse(verdict.message);
  if ('remedy' in verdict) {
    expectProse(verdict.remedy);
    for (const text of [verdict.expected, verdict.actual])
      for (const lang of LANGS) expect(text[lang].trim()).not.toBe('');
  }
  for (const proof of verdict.evidence) {
    for (const text of typeof proof.text === 'string' ? [proof.text] : Object.values(proof.text)) {
      const lines = text.split('\n');
      expect(lines.length).toBeLessThanOrEqual(PROOF_LINES);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(PROOF_WIDTH);
      expect(text.trim()).not.toBe('');
    }
  }
  expect(JSON.stringify(verdict)).not.toMatch(/undefined|\[object|NaN/);
  return verdict;
}

/** Only the stages that the grader needs can be read. */
function fenced(grader: Grader, evidence: CompleteEvidence): CompleteEvidence {
  return new Proxy(evidence, {
    get(target, stage) {
      if (!grader.needs.some((need) => need === stage))
        throw new Error(`reads ${String(stage)}, which it does not need`);
      return Reflect.get(target, stage);
    },
  });
}

/** A sentence is written in both languages, and translated. */
function expectProse(text: Text): void {
  for (const lang of LANGS) expect(text[lang].trim()).not.toBe('');
  expect(text.en).not.toBe(text.es);
}
