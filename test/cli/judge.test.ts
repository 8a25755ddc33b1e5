import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { goodEvidence } from '../graders/evidence.ts';
import { dockgrade } from './fixtures/dockgrade.ts';
import { judged, storedReport } from './fixtures/stored.ts';

test('the facts of a stored report give the same report again, also in the other language', async () => {
  const { file, report } = await storedReport();
  expect(await judged(file)).toEqual(report);
  const spanish = await judged(file, '--lang', 'es');
  expect(spanish.score).toEqual(report.score);
  expect(spanish.results.map(({ verdict }) => verdict)).toEqual(report.results.map(({ verdict }) => verdict));
  expect(spanish.results[0]?.title).not.toBe(report.results[0]?.title);
});

test('another assignment gives other points, --only fewer lines', async () => {
  const { file } = await storedReport();
  await writeFile(`${file}.yaml`, 'id: other\ntitle: Other\nrubric: { image-builds: 7 }\n');
  const other = await judged(file, '--assignment', `${file}.yaml`, '--only', 'image-builds,image-size');
  expect(other).toMatchObject({ assignment: { id: 'other' }, score: { earned: 7, possible: 7 } });
  expect(other.results.map(({ grader }) => grader)).toEqual(['image-builds', 'image-size']);
});

test('it ends as grade does: 1 below --min-score, 3 for a refused submission', async () => {
  const { file } = await storedReport();
  expect((await dockgrade(['judge', file, '--min-score', '1000'])).exitCode).toBe(1);
  const evidence = goodEvidence();
  evidence.admit.outcome = 'refused';
  expect((await dockgrade(['judge', (await storedReport(evidence)).file])).exitCode).toBe(3);
});

test('what is no report is refused with 2 and what was expected', async () => {
  const { file, report } = await storedReport();
  for (const [content, told] of [
    ['score: 3', 'it is no JSON'],
    ['{"version": 1}', 'it does not fit docs/report.schema.json (lang: '],
    [JSON.stringify({ ...report, outcome: 'error' }), 'it holds no facts to judge'],
  ] as const) {
    await writeFile(file, content);
    const { exitCode, stdout, stderr } = await dockgrade(['judge', file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(told);
  }
  const missing = await dockgrade(['judge', `${file}.missing`]);
  expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('there is no such file') });
});
