import { expect, test } from 'vitest';
import { graders } from '../../graders/index.ts';
import { stagesOf } from '../../src/core/grader.ts';
import { EVIDENCE_STAGES, withEarlier } from '../../src/core/stages.ts';

test('a stage brings along everything that it needs', () => {
  expect(withEarlier(['start'])).toEqual(['fetch', 'resolve', 'admit', 'build', 'start']);
  expect(withEarlier(['persistence'])).not.toContain('drills');
});

test('drills do not need the ladder', () => {
  expect(withEarlier(['drills'])).toEqual(['fetch', 'resolve', 'admit', 'build', 'start', 'probe', 'drills']);
});

test('admission decides in every run, whatever is asked for', () => {
  expect(withEarlier([])).toEqual(['fetch', 'resolve', 'admit']);
  expect(withEarlier(['resolve'])).toContain('admit');
});

test('a grader that reads a drill needs the stage that makes it, and the other way round', () => {
  for (const { id, drills = [], needs } of graders) {
    const stages = drills.map((drill) => (drill === 'cold-start' ? 'persistence' : 'drills'));
    expect(needs, id).toEqual(expect.arrayContaining(stages));
    expect(stages.includes('drills'), id).toBe(needs.includes('drills'));
  }
});

test('graders read the stages that they name, and no grader reads one that is not there', () => {
  const pinned = graders.filter(({ id }) => id === 'base-images-pinned');
  expect(stagesOf(pinned)).toEqual(['resolve']);
  expect(EVIDENCE_STAGES).toEqual(expect.arrayContaining(stagesOf(graders)));
});
