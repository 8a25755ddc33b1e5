import { describe, expect, test } from 'vitest';
import { PROOF_LINES, PROOF_WIDTH } from '../../../graders/shared/proof.ts';
import type { Diagnosis, Finding } from '../../../src/core/diagnosis.ts';
import type { CompleteEvidence, Evidence, EvidenceStage, Where } from '../../../src/core/evidence/index.ts';
import { LANGS, type Text } from '../../../src/core/text.ts';
import { goodEvidence } from '../evidence.ts';

interface Misses {
  name: string;
  evidence: Evidence;
}

export interface Finds extends Misses {
  message: { en: RegExp; es?: RegExp };
  remedy: RegExp;
  /** `null`: it must name no place. */
  where?: Where | null;
}

/** Tests one diagnosis by a table of evidence: where it is found, and what only looks like it. */
export function testDiagnosis(diagnosis: Diagnosis, table: { found: readonly Finds[]; near: readonly Misses[] }): void {
  if (table.found.length === 0 || table.near.length === 0) throw new Error(`the table of ${diagnosis.id} is empty`);

  describe(diagnosis.id, () => {
    test.each(table.found)('found: $name', ({ evidence, message, remedy, where }) => {
      const finding = find(diagnosis, evidence);
      expect(finding).not.toBeNull();
      if (finding === null) return;
      expect(finding.message.en).toMatch(message.en);
      if (message.es) expect(finding.message.es).toMatch(message.es);
      expect(finding.remedy.en).toMatch(remedy);
      if (where !== undefined) expect(finding.where ?? null).toEqual(where);
      expectWell(finding);
    });

    test.each(table.near)('not: $name', ({ evidence }) => {
      expect(find(diagnosis, evidence)).toBeNull();
    });

    test('is not found in good evidence', () => {
      expect(find(diagnosis, goodEvidence())).toBeNull();
    });
  });
}

/** As `explained` asks: not at all where a stage that it needs is not there. */
function find(diagnosis: Diagnosis, evidence: Evidence): Finding | null {
  for (const stage of diagnosis.needs) expect(evidence[stage as EvidenceStage]).toBeDefined();
  return diagnosis.find(evidence as CompleteEvidence);
}

function expectWell({ message, remedy, evidence = [], ...rest }: Finding): void {
  for (const text of [message, remedy]) expectProse(text);
  for (const { text } of evidence) {
    for (const one of typeof text === 'string' ? [text] : Object.values(text)) {
      expect(one.trim()).not.toBe('');
      expect(one.split('\n').length).toBeLessThanOrEqual(PROOF_LINES);
      for (const line of one.split('\n')) expect(line.length).toBeLessThanOrEqual(PROOF_WIDTH);
    }
  }
  expect(JSON.stringify({ message, remedy, rest })).not.toMatch(/undefined|\[object|NaN|``/);
}

/** A sentence is written in both languages, and translated. */
function expectProse(text: Text): void {
  for (const lang of LANGS) expect(text[lang].trim()).not.toBe('');
  expect(text.en).not.toBe(text.es);
}
