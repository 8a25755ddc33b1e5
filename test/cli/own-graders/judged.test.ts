import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { judged, storedReport } from '../fixtures/stored.ts';
import { folderWith, source } from './folder.ts';

const lineOf = (id: string, { results }: Awaited<ReturnType<typeof judged>>) =>
  results.find(({ grader }) => grader === id);

test('a grader of one’s own judges in its group, for the points of the rubric; without points it gives advice', async () => {
  const lost =
    "{ message: { en: 'M', es: 'M' }, expected: { en: 'E', es: 'E' }, actual: { en: 'A', es: 'A' }, remedy: { en: 'R', es: 'R' } }";
  const folder = await folderWith({
    'my-rule.ts': source('my-rule', { judge: `({ resolve }) => fail(${lost})`, lesson: "'7'" }),
    'other-rule.js': source('other-rule'),
  });
  await writeFile(join(folder, 'homework.yaml'), 'id: a\ntitle: A\nrubric: { my-rule: 4, image-builds: 6 }\n');
  const { file } = await storedReport();
  const report = await judged(file, '--graders', folder, '--assignment', join(folder, 'homework.yaml'));
  expect(report.score).toEqual({ earned: 6, possible: 10 });
  const points = { earned: 0, possible: 4 };
  expect(lineOf('my-rule', report)).toMatchObject({
    verdict: 'fail',
    group: 'compose',
    points,
    lesson: '7',
    remedy: 'R',
  });
  expect(lineOf('other-rule', report)).toMatchObject({ verdict: 'pass', points: { earned: 0, possible: 0 } });
});

test('a grader with a fault spoils its own line, which costs nothing and tells its author what is wrong', async () => {
  const faults = {
    writes: ['({ resolve }) => { resolve.services.length = 0; }', /^writes\.js:8: judge threw TypeError: Cannot/],
    'writes-deep': ["({ resolve }) => { resolve.services[0].name = 'x'; }", /Cannot assign to read only property/],
    throws: ["() => { throw new Error('no luck'); }", /^throws\.js:8: judge threw Error: no luck$/],
    promises: ['async ({ resolve }) => { throw 1; }', /^promises\.js: judge gave back a promise/],
    nothing: ['() => undefined', /^nothing\.js: judge gave back no verdict, expected pass\(…\)/],
    wordless: ["() => pass({ message: { en: 'only' } })", /gave back no verdict[\s\S]+message\.es: /],
    'reads-more': ['({ build }) => build', /reads the stage "build", which its "needs" does not name$/],
  } as const;
  const sources = Object.entries(faults).map(([id, [judge]]) => [`${id}.js`, source(id, { judge })]);
  const folder = await folderWith(Object.fromEntries(sources));
  const { file, report: before } = await storedReport();
  const after = await judged(file, '--graders', folder);
  for (const [id, [, told]] of Object.entries(faults)) {
    const line = lineOf(id, after);
    expect(line).toMatchObject({ verdict: 'error', message: expect.stringContaining('It costs no points') });
    expect(line?.evidence[0]?.text).toMatch(told);
  }
  expect(after.results.filter(({ grader }) => !(grader in faults))).toEqual(before.results);
  expect(after.score).toEqual(before.score);
});

test.each([
  ['while it is loaded', 'process.exit(0);'],
  ['while it judges', source('ends', { judge: '() => process.exit(0)' })],
])('a grader that ends the process %s does not look like a success', async (_, text) => {
  const folder = await folderWith({ 'ends.js': text });
  const { exitCode, stdout, stderr } = await dockgrade(['judge', (await storedReport()).file, '--graders', folder]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('the grader ends.js ended the process');
});
