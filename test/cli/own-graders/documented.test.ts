import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { Evidence, ProbeResult } from '../../../src/core/evidence/index.ts';
import { EVIDENCE_STAGES } from '../../../src/core/stages.ts';
import { goodEvidence } from '../../graders/evidence.ts';
import { ROOT } from '../../support/places.ts';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { judged, storedReport } from '../fixtures/stored.ts';
import { commands, course, page, shown } from './page.ts';

test('docs/writing-a-grader.md shows two graders, an assignment and the settings of an editor', () => {
  const names = ['at-most-two-services.ts', 'homework.yaml', 'tells-its-version.js', 'tsconfig.json'];
  expect(Object.keys(shown).sort()).toEqual(names);
});

test('every command of the page that needs no engine works as it stands', async () => {
  const { folder } = await course();
  await cp((await storedReport()).file, join(folder, 'report.json'));
  const [grade, ...others] = commands;
  expect(grade?.[0]).toBe('grade');
  expect(others.length).toBeGreaterThan(2);
  for (const args of others) {
    const { exitCode, stderr } = await dockgrade(args, { cwd: folder });
    expect({ args, exitCode, stderr }).toEqual({ args, exitCode: 0, stderr: '' });
  }
});

test('the graders of the page tell right from wrong', async () => {
  const { graders } = await course();
  const good = goodEvidence();
  const [service] = good.resolve.services;
  if (!service) throw new Error('no service');
  const third = { ...good.resolve, services: [service, service, { ...service, name: 'third' }] };
  const verdicts: [Evidence, string, string][] = [
    [{ ...good, ...answering('{"version": "1.2.3"}') }, 'pass', 'pass'],
    [{ ...good, ...answering('no'), resolve: third }, 'fail', 'fail'],
    [good, 'pass', 'blocked'],
  ];
  for (const [evidence, services, version] of verdicts) {
    const { file } = await storedReport(evidence);
    const options = [
      '--assignment',
      join(graders, '..', 'homework.yaml'),
      '--only',
      'at-most-two-services,tells-its-version',
    ];
    const report = await judged(file, '--graders', graders, ...options);
    expect(report.results.map(({ verdict }) => verdict)).toEqual([services, version]);
  }
});

test('an editor takes them with the settings of the page, and underlines what is wrong', async () => {
  const { graders } = await course();
  const tsc = () => execa(join(ROOT, 'node_modules/.bin/tsc'), ['-p', graders], { reject: false });
  expect(await tsc()).toMatchObject({ stdout: '', exitCode: 0 });
  const file = join(graders, 'at-most-two-services.ts');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('judge({ resolve })', 'judge({ resolve, build })').replace(/, es: 'El[^']+'/, ''));
  const { stdout } = await tsc();
  expect(stdout).toMatch(/Property 'build' does not exist/);
  expect(stdout).toMatch(/Property 'es' is missing/);
});

test('the page speaks of every stage and every field', () => {
  for (const stage of EVIDENCE_STAGES) expect(page).toMatch(new RegExp(`^\\| \`${stage}\` \\| .+ \\| \\[`, 'm'));
  for (const field of ['id', 'group', 'title', 'about', 'needs', 'judge', 'drills', 'lesson', 'examples'])
    expect(page).toMatch(new RegExp(`^\\| .*\`${field}\`.* \\| `, 'm'));
});

function answering(body: string): Pick<Evidence, 'probe'> {
  const { probe } = goodEvidence();
  const answer = {
    ok: true as const,
    status: 200,
    contentType: 'application/json',
    body,
    truncated: false,
    seconds: 0.1,
  };
  const said = { en: 'x', es: 'x' };
  const version: ProbeResult = {
    name: 'version',
    request: { method: 'GET', path: '/version', body: null },
    answer,
    outcome: 'pass',
    expected: said,
    actual: said,
  };
  return { probe: { ...probe, probes: [...probe.probes, version] } };
}
