import { expect, describe as group, test } from 'vitest';
import { describe } from '../../src/github/describe.ts';
import { ownerAndName } from '../../src/github/repository.ts';

const FINISHED = { state: 'finished', outcome: 'graded', cancelReason: null } as const;

group('what GitHub shows', () => {
  test.for([
    [
      'pending while it waits',
      'pending',
      null,
      null,
      { ...FINISHED, state: 'waiting', outcome: null },
      'pending',
      'Handed in: the score comes here',
    ],
    ['green for every point', 'success', 100, 100, FINISHED, 'success', 'Score 100 / 100'],
    ['green for a part of the points', 'success', 78.5, 100, FINISHED, 'success', 'Score 78.5 / 100'],
    ['red for no points', 'success', 0, 100, FINISHED, 'failure', 'Score 0 / 100'],
    [
      'red for what was refused',
      'failure',
      10,
      100,
      { ...FINISHED, outcome: 'refused' },
      'failure',
      'Refused: the Compose file may not run. Score 10 / 100',
    ],
    [
      'an error for a fault of ours',
      'error',
      null,
      null,
      { ...FINISHED, outcome: 'error' },
      'error',
      'Not graded: a fault of the grader, no attempt was spent',
    ],
    [
      'that a newer commit took its place',
      'error',
      null,
      null,
      { state: 'cancelled', outcome: null, cancelReason: 'replaced' },
      'error',
      'Not graded: a newer submission took its place',
    ],
    [
      'that it was cancelled',
      'error',
      null,
      null,
      { state: 'cancelled', outcome: null, cancelReason: 'asked' },
      'error',
      'Not graded: cancelled',
    ],
  ] as const)('is %s', ([, state, earned, possible, submission, shown, description], { expect }) => {
    expect(describe({ state, earned, possible }, submission)).toEqual({ state: shown, description });
  });

  test('is never longer than the 140 characters that GitHub takes', () => {
    const long = describe({ state: 'success', earned: 1e99, possible: Number.MAX_VALUE }, FINISHED);
    expect(long.description.length).toBeLessThanOrEqual(140);
  });
});

group('a repository', () => {
  test.for([
    ['https://github.com/alice/m4.docker', 'https://github.com', { owner: 'alice', repo: 'm4.docker' }],
    ['https://github.example.edu:8443/alice/m4', 'https://github.example.edu:8443', { owner: 'alice', repo: 'm4' }],
    ['https://gitlab.com/alice/m4', 'https://github.com', null],
    ['https://github.com.evil.example/alice/m4', 'https://github.com', null],
    ['https://github.com/alice/group/m4', 'https://github.com', null],
    ['https://github.com/alice/..', 'https://github.com', null],
    ['/srv/examples/solution', 'https://github.com', null],
  ] as const)('%s on %s', ([repository, github, place], { expect }) => {
    expect(ownerAndName(repository, github)).toEqual(place);
  });
});
