import { expect, test } from 'vitest';
import { openService } from '../../support/service.ts';
import { crashingEvidence } from '../../web/report/fixtures.ts';
import { graded } from './graded.ts';

const RUBRIC = '{ app-responds: 50, stack-starts: 50 }';

test('of lines that as many lost, what they lost by themselves comes before what was not looked at because of it', async (context) => {
  const t = await openService(context);
  await t.publish(`id: homework\ntitle: Homework\nrubric: ${RUBRIC}\n`);
  await graded(t.store, t.students[0], crashingEvidence());
  const { graders } = await t.service.grades.statistics(t.teacher, 'homework', 'en');
  expect(graders.map(({ id, lost, verdicts }) => [id, lost, verdicts.blocked])).toEqual([
    ['stack-starts', 1, 0],
    ['app-responds', 1, 1],
  ]);
});
