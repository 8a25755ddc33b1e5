import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import type { ColdStart, PersistenceEvidence } from '../../../src/core/evidence/index.ts';
import { Grading } from '../../support/grading.ts';
import { withFolder } from '../../support/scenario.ts';
import { ASSIGNMENT, type Kind, WAITS, writeStack } from './stack.ts';

let grading: Grading;
beforeAll(async () => {
  grading = await Grading.open();
});
afterAll(() => grading.close());

const RESTART = ['restart: unless-stopped'];
type Application = ColdStart['applications'][number];

describe.concurrent('While its database is held back at a start of the whole stack', () => {
  const kinds: Record<string, Kind & { seen: Partial<Application>; answersWell: boolean }> = {
    'an application that waits for its health is not started, and answers then': {
      refused: 'ends',
      web: WAITS,
      seen: { meanwhile: 'waited', exitCode: null, restarts: 0 },
      answersWell: true,
    },
    'an application that tries again runs all the while, and answers then': {
      refused: 'retries',
      seen: { meanwhile: 'running', exitCode: null, restarts: 0 },
      answersWell: true,
    },
    'an application that gives up goes on without a good answer': {
      refused: 'gives-up',
      web: ['depends_on: [db]'],
      seen: { meanwhile: 'running', exitCode: null },
      answersWell: false,
    },
    'an application that ends is brought back by its policy': {
      refused: 'ends',
      web: RESTART,
      seen: { meanwhile: 'restarted' },
      answersWell: true,
    },
    'an application that ends stays down where nobody brings it back': {
      refused: 'ends',
      seen: { meanwhile: 'ended', exitCode: 3, restarts: 0 },
      answersWell: false,
    },
    'a database under an init is held, and let go': {
      refused: 'ends',
      web: WAITS,
      db: ['init: true'],
      seen: { meanwhile: 'waited' },
      answersWell: true,
    },
    'a database without root is held, and its own words keep their dollars': {
      refused: 'ends',
      web: WAITS,
      db: ['user: redis', `entrypoint: [sh, -c, 'exec "$$@" --protected-mode no', redis]`],
      seen: { meanwhile: 'waited' },
      answersWell: true,
    },
  };
  test.for(Object.entries(kinds))('%s', async ([, { seen, answersWell, ...kind }], context) => {
    const { coldStart, ladder } = await ladderOf(kind, context);
    context.expect(coldStart).toMatchObject({ answersWell, applications: [{ service: 'web', ...seen }] });
    context.expect(coldStart?.held).toBeLessThan(12);
    // Whatever became of the application, the rung still speaks of the data.
    context.expect(ladder.downUp).toMatchObject({ found: true, application: 'found' });
    context.expect(ladder.fresh).toMatchObject({ found: false });
  });

  test('every application is looked at, and what one of them starts after', async (context) => {
    const again = ['build: .', 'environment: { REFUSED: ends }'].map((line) => `  ${line}`);
    const services = ['worker:', ...again, 'setup:', ...again, '  command: [node, -e, process.exit(7)]'];
    const { coldStart } = await ladderOf({ refused: 'retries', services }, context);
    const ends = coldStart?.applications.map(({ service, exitCode }) => [service, exitCode]).sort();
    context.expect(ends).toEqual([
      ['setup', 7],
      ['web', null],
      ['worker', 3],
    ]);
  });
});

test('A start with a database that is held is made for those only that ask for it', async ({ signal }) => {
  const { persistence } = await evidenceOf({ refused: 'ends', web: WAITS }, signal, []);
  expect(persistence).not.toHaveProperty('coldStart');
  expect(persistence?.ladder.downUp?.found).toBe(true);
});

async function ladderOf(kind: Kind, { signal }: TestContext): Promise<PersistenceEvidence> {
  const { persistence } = await evidenceOf(kind, signal, ['cold-start']);
  if (persistence === undefined) throw new Error('the ladder was not reached');
  return persistence;
}

async function evidenceOf(kind: Kind, signal: AbortSignal, drills: 'cold-start'[]) {
  return withFolder(async (folder) => {
    await writeStack(folder, kind);
    const { evidence, leftovers } = await grading.run(folder, ASSIGNMENT, signal, drills);
    expect(Object.values(leftovers)).toEqual([0, 0, 0, 0]);
    return evidence;
  });
}
