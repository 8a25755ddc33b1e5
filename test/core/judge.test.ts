import { describe, expect, test } from 'vitest';
import { defineGrader, type Grader } from '../../src/core/grader.ts';
import { judge, score } from '../../src/core/judge.ts';
import { fail, partial, pass, type Verdict } from '../../src/core/verdict.ts';
import { goodEvidence } from '../graders/evidence.ts';

const words = { en: 'words', es: 'palabras' };
const lost = { message: words, expected: words, actual: words, remedy: words };

describe('judge', () => {
  test('gives all points for a pass, the share for a partial verdict, none for a fail', () => {
    const graders = [
      grader('a', () => pass({ message: words })),
      grader('b', () => partial({ ...lost, share: 0.25 })),
      grader('c', () => fail(lost)),
    ];
    const lines = judge(goodEvidence(), { a: 10, b: 10, c: 10 }, graders);
    expect(lines.map(({ points }) => points.earned)).toEqual([10, 2.5, 0]);
  });

  test('keeps the order of the graders, and gives no points to one that the rubric leaves out', () => {
    const lines = judge(goodEvidence(), { a: 1 }, [grader('b'), grader('a')]);
    expect(lines.map((line) => [line.grader.id, line.points.possible])).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
  });

  test('advises nobody to do what only some assignments ask for', () => {
    const wanted: Grader = { ...grader('a', () => fail(lost)), onlyIfAsked: true };
    const verdictUnder = (rubric: Record<string, number>) => judge(goodEvidence(), rubric, [wanted])[0]?.verdict;
    expect(verdictUnder({ b: 1 })).toMatchObject({ verdict: 'pass', message: { en: expect.stringMatching(/words$/) } });
    expect(verdictUnder({ a: 1 })).toMatchObject({ verdict: 'fail' });
  });

  test('blocks what reads a start that was stopped because the disk was filled; what was found before a later stop stands', () => {
    const evidence = goodEvidence();
    const places = [{ kind: 'open' as const, name: 'open files', bytes: 6e9, files: null }];
    const overrun = { limit: { of: 'bytes' as const, most: 5e9 }, bytes: 6e9, files: null, places };
    const reading: Grader = { ...grader('a'), needs: ['start'] };
    const graders = [
      reading,
      { ...reading, id: 'stack-starts' },
      { ...reading, id: 'b', needs: ['start', 'drills'] as const },
    ];
    const verdicts = () => judge(evidence, {}, graders).map(({ verdict }) => verdict.verdict);
    evidence.start.overrun = { stage: 'start', ...overrun };
    expect(verdicts()).toEqual(['blocked', 'pass', 'blocked']);
    evidence.start.overrun = { stage: 'drills', ...overrun };
    Reflect.deleteProperty(evidence, 'drills');
    expect(verdicts()).toEqual(['pass', 'pass', 'blocked']);
    expect(judge(evidence, {}, graders)[2]?.verdict).toMatchObject({
      message: { en: expect.stringMatching(/filled the disk/) },
    });
  });

  test('blocks every line of a refused submission by its admission', () => {
    const evidence = goodEvidence();
    evidence.admit.outcome = 'refused';
    const lines = judge(evidence, { a: 5, b: 5 }, [grader('a'), grader('b')]);
    expect(lines.map(({ verdict }) => verdict)).toMatchObject([
      { verdict: 'blocked', by: 'admit' },
      { verdict: 'blocked', by: 'admit' },
    ]);
    expect(score(lines)).toEqual({ earned: 0, possible: 10 });
  });

  test('blocks a line whose stage was skipped, by that stage, without asking its grader', () => {
    const { start: _, ...evidence } = goodEvidence();
    const [line] = judge(evidence, { a: 5 }, [grader('a', neverAsked)]);
    expect(line).toMatchObject({ verdict: { verdict: 'blocked', by: 'start' }, points: { earned: 0, possible: 5 } });
  });

  test.each(['missing', 'invalid'] as const)(
    'blocks what a %s Compose file kept from running by the line on the Compose file',
    (outcome) => {
      const { resolve } = goodEvidence();
      const [line] = judge({ resolve: { ...resolve, compose: { ...resolve.compose, outcome } } }, { a: 5 }, [
        grader('a', neverAsked),
      ]);
      expect(line?.verdict).toMatchObject({
        verdict: 'blocked',
        by: 'compose-present',
        message: { en: 'Not looked at: there is no Compose file that can be read.' },
      });
    },
  );

  test.each(['failed', 'timeout'] as const)(
    'blocks what a build that %s kept from running by the line on the build',
    (outcome) => {
      const { start: _, build, ...evidence } = goodEvidence();
      const builds = build.builds.map((one) => ({ ...one, service: 'web', outcome }));
      expect(builds).not.toEqual([]);
      const [line] = judge({ ...evidence, build: { ...build, builds } }, { a: 5 }, [grader('a', neverAsked)]);
      expect(line?.verdict).toMatchObject({
        verdict: 'blocked',
        by: 'image-builds',
        message: {
          en: 'Not looked at: the image of web was not built.',
          es: 'No se miró: no se construyó la imagen de web.',
        },
      });
    },
  );

  test('turns a grader that throws into an error that costs no points, and goes on', () => {
    const lines = judge(goodEvidence(), { a: 5, b: 5 }, [grader('a', neverAsked), grader('b')]);
    expect(lines.map(({ verdict }) => verdict.verdict)).toEqual(['error', 'pass']);
    expect(score(lines)).toEqual({ earned: 10, possible: 10 });
  });

  test('gives the same lines for the same evidence', () => {
    const graders = [grader('a'), grader('b', () => partial({ ...lost, share: 1 / 3 }))];
    const twice = [1, 2].map(() => judge(goodEvidence(), { a: 2, b: 4 }, graders));
    expect(twice[0]).toEqual(twice[1]);
  });
});

describe('score', () => {
  test('rounds to a hundredth of a point', () => {
    const third = grader('a', () => partial({ ...lost, share: 1 / 3 }));
    const lines = judge(goodEvidence(), { a: 10 }, [third]);
    expect(score(lines)).toEqual({ earned: 3.33, possible: 10 });
  });

  test('adds up without the noise of binary fractions', () => {
    const tenths = ['a', 'b', 'c'].map((id) => grader(id));
    expect(score(judge(goodEvidence(), { a: 0.1, b: 0.2, c: 0.3 }, tenths))).toEqual({ earned: 0.6, possible: 0.6 });
  });

  test('is nothing of nothing without lines', () => {
    expect(score([])).toEqual({ earned: 0, possible: 0 });
  });
});

function grader(id: string, verdict: () => Verdict = () => pass({ message: words })): Grader {
  return defineGrader({
    id,
    group: 'compose',
    title: words,
    lesson: '003',
    about: { looks: words, why: words, mend: words },
    examples: { passes: 'a', fails: 'b' },
    needs: ['start'],
    judge: verdict,
  });
}

function neverAsked(): Verdict {
  throw new Error('this grader has a fault');
}
