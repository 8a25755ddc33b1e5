import { describe, expect, test } from 'vitest';
import { type Diagnosis, defineDiagnosis, type Finding } from '../../src/core/diagnosis.ts';
import { explained } from '../../src/core/explained.ts';
import type { Judgement } from '../../src/core/judge.ts';
import { blocked, fail, partial, pass, type Verdict } from '../../src/core/verdict.ts';
import { goodEvidence } from '../graders/evidence.ts';

const words = { en: 'words', es: 'palabras' };
const lost = { message: words, expected: words, actual: words, remedy: words };

describe('A diagnosis', () => {
  test('stands in the first lost line that it explains, and nowhere else', () => {
    const lines = [line('a', pass({ message: words })), line('b', fail(lost)), line('c', fail(lost))];
    const shown = explained(lines, goodEvidence(), [diagnosis('x', ['c', 'b', 'a'])]);
    expect(ids(shown)).toEqual([[], ['x'], []]);
  });

  test('explains a line of which a part was lost', () => {
    const lines = [line('a', partial({ ...lost, share: 0.5 }))];
    expect(ids(explained(lines, goodEvidence(), [diagnosis('x', ['a'])]))).toEqual([['x']]);
  });

  test.each<[string, Verdict]>([
    ['passes', pass({ message: words })],
    ['was not looked at', blocked({ by: 'b', message: words })],
    ['is a fault of ours', { verdict: 'error', message: words, evidence: [] }],
  ])('is not asked for a line that %s', (_, verdict) => {
    const never = diagnosis('x', ['a'], () => {
      throw new Error('asked');
    });
    expect(ids(explained([line('a', verdict)], goodEvidence(), [never]))).toEqual([[]]);
  });

  test('is not asked where a stage that it needs is not there', () => {
    const { start: _, ...evidence } = goodEvidence();
    expect(ids(explained([line('a', fail(lost))], evidence, [diagnosis('x', ['a'])]))).toEqual([[]]);
  });

  test('that finds nothing is not there', () => {
    expect(ids(explained([line('a', fail(lost))], goodEvidence(), [diagnosis('x', ['a'], () => null)]))).toEqual([[]]);
  });

  test('brings its title and its reason along', () => {
    const [shown] = explained([line('a', fail(lost))], goodEvidence(), [diagnosis('x', ['a'])]);
    expect(shown?.diagnoses).toEqual([
      { id: 'x', title: { en: 'title x', es: 'título x' }, why: words, message: words, remedy: words, evidence: [] },
    ]);
  });

  test('that throws says so, and leaves the others alone', () => {
    const broken = diagnosis('broken', ['a'], () => {
      throw new Error('boom');
    });
    const [shown] = explained([line('a', fail(lost))], goodEvidence(), [broken, diagnosis('x', ['a'])]);
    expect(shown?.verdict.verdict).toBe('fail');
    expect(shown?.diagnoses.map(({ id, message }) => [id, message.en])).toEqual([
      ['broken', expect.stringMatching(/fault in the grader, not in your work/)],
      ['x', 'words'],
    ]);
    expect(JSON.stringify(shown?.diagnoses[0]?.evidence)).toContain('boom');
  });
});

function ids(lines: readonly Judgement[]): string[][] {
  return lines.map(({ diagnoses }) => diagnoses.map(({ id }) => id));
}

function line(id: string, verdict: Verdict): Judgement {
  const grader = { id, group: 'image', title: words, lesson: '003' } as const;
  return { grader, verdict, points: { earned: 0, possible: 1 }, diagnoses: [] };
}

function diagnosis(
  id: string,
  explains: string[],
  find: () => Finding | null = () => ({ message: words, remedy: words }),
): Diagnosis {
  const title = { en: `title ${id}`, es: `título ${id}` };
  return defineDiagnosis({
    id,
    title,
    explains,
    about: { symptom: words, why: words, mend: words },
    needs: ['start'],
    find,
  });
}
