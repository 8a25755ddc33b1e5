import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { regradeViewSchema } from '../../../src/core/wire/grades.ts';
import { type Served, serveAll } from '../../api/fixtures/served.ts';
import { atOnce } from '../../support/runs.ts';
import { endOf } from '../../support/service.ts';
import { commandLine } from './fixtures/command-line.ts';

let served: Served;
let close: () => Promise<void>;
let folder: string;
let teacher: (args: readonly string[]) => ReturnType<ReturnType<typeof commandLine>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-teacher-'));
  ({ served, close } = await serveAll());
  const run = commandLine(served);
  teacher = (args) => run(served.teacher, args);
  served.service.keeper.start();
  served.worker(atOnce);
  const request = { assignment: 'homework', repository: 'https://github.com/ana/one' };
  const { view } = await served.service.submissions.submit(served.students[0], request, null);
  await endOf(served, view.id);
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

test('grades is a table with a line for everyone', async () => {
  const { exitCode, stdout, stderr } = await teacher(['grades', 'homework']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^name +email +score +of +attempts +late +submitted$/m);
  expect(stdout).toMatch(/^Student 1 +student1@example.com +100 +100 +1 /m);
  expect(stdout).toMatch(/^Student 2 +student2@example.com +– +– +0 +–$/m);
});

test('grades --only, --sort and --order choose and sort, --json has the same rows', async () => {
  const missing = await teacher(['grades', 'homework', '--only', 'missing', '--json']);
  expect(JSON.parse(missing.stdout)).toMatchObject({ assignment: 'homework', total: 1, grades: [{ score: null }] });
  const sorted = await teacher(['grades', 'homework', '--sort', 'name', '--order', 'desc', '--json']);
  const { grades } = JSON.parse(sorted.stdout) as { grades: { student: { name: string } }[] };
  expect(grades.map(({ student }) => student.name)).toEqual(['Student 2', 'Student 1']);
});

test('grades --csv opens in a spreadsheet: its mark, and lines that end with CRLF', async () => {
  const { stdout } = await teacher(['grades', 'homework', '--csv']);
  expect(stdout.startsWith('\ufeff"name","email"')).toBe(true);
  expect(stdout.split('\r\n')).toHaveLength(3);
});

test('assignments lists what can be handed in', async () => {
  const { stdout } = await teacher(['assignments']);
  expect(stdout).toMatch(/^homework +Homework +100 +0 \/ 20 +–$/m);
  expect(JSON.parse((await teacher(['assignments', '--json'])).stdout)).toMatchObject({
    assignments: [{ id: 'homework', open: true }],
  });
});

test('roster prints a link for everyone who is new, and what a spreadsheet would run is harmless', async () => {
  await served.publish('id: roster\ntitle: Roster\n');
  const file = join(folder, 'class.csv');
  await writeFile(file, 'name,email\nAda,ada@example.com\n=1+1,eve@example.com\n');
  const { exitCode, stdout, stderr } = await teacher(['roster', 'roster', file, '--csv']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^"Ada","ada@example.com","http:\/\/localhost:8080\/\S+"\r?$/m);
  expect(stdout).toContain(`"'=1+1"`);
  expect(stderr).toContain('2 added, 0 kept.');
  const again = await teacher(['roster', 'roster', file]);
  expect(again.stdout).toMatch(/^Ada +ada@example.com +has one already$/m);
});

test('a roster with mistakes ends with 2 and each has its line and column', async () => {
  const file = join(folder, 'bad.csv');
  await writeFile(file, 'name,email\nAda,none\n');
  const { exitCode, stderr } = await teacher(['roster', 'homework', file]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('line 2, column 2: found "none"');
});

test('submit --student hands in for that student, and regrade --student --wait runs it again', async () => {
  await served.publish('id: late\ntitle: Late\ndue: 2020-01-01T00:00:00Z\nrubric: { image-builds: 7 }\n');
  const [one] = served.students;
  await served.store.people.setRoster('late', [one], new Date().toISOString());
  expect((await teacher(['grades', 'late', '--search', 'none'])).stderr).toBe('Nobody fits.');
  const args = ['submit', 'https://github.com/ana/one', '--assignment', 'late', '--student', one.email.toUpperCase()];
  const { exitCode, stdout } = await teacher([...args, '--wait', '--json']);
  expect({ exitCode, view: JSON.parse(stdout) }).toMatchObject({ exitCode: 0, view: { student: { id: one.id } } });
  const again = await teacher(['regrade', 'late', '--student', one.email, '--wait']);
  expect(again.stdout).toMatch(/counts now \(1 of 1 submissions\)\.\n0 up, 0 down, 1 as before\./);
  expect(again.stderr).toContain('0 of 1 submissions graded');
  const nobody = await teacher(['regrade', 'late', '--student', 'no@example.com']);
  expect(nobody).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('dockgrade grades late --search') });
}, 60_000);

test('a table without any student says how they are set', async () => {
  await served.publish('id: empty\ntitle: Empty\n');
  const { stdout, stderr } = await teacher(['grades', 'empty']);
  expect({ stdout, stderr }).toEqual({
    stdout: '',
    stderr: 'There is no student yet. Set them: dockgrade roster empty FILE',
  });
});

test('a rubric is published, tried on stored evidence, and counts when that is published', async () => {
  const file = join(folder, 'homework.yaml');
  await writeFile(file, 'id: homework\ntitle: Homework\nrubric: { image-builds: 7 }\n');
  const published = await teacher(['assignment', 'publish', file]);
  expect(published.stdout).toMatch(/^homework is published: version 2, 7 points\.$/m);
  expect(published.stdout).toContain('dockgrade regrade homework --judge-only --preview');
  const preview = await teacher(['regrade', 'homework', '--judge-only', '--preview']);
  expect(preview.stdout).toMatch(/^Student 1 +100 \/ 100 +7 \/ 7 +-93$/m);
  const id = /--publish ([a-z0-9]{26})/.exec(preview.stdout)?.[1] ?? '';
  expect((await teacher(['regrade', 'homework', '--show', id])).stdout).toContain('nothing has changed yet');
  const done = await teacher(['regrade', 'homework', '--publish', id, '--json']);
  expect(regradeViewSchema.parse(JSON.parse(done.stdout))).toMatchObject({ id, state: 'published' });
  expect((await teacher(['grades', 'homework'])).stdout).toMatch(/^Student 1 +student1@example.com +7 +7 /m);
  const late = await teacher(['regrade', 'homework', '--discard', id]);
  expect(late.exitCode).toBe(2);
  expect(late.stderr).toContain('error code: conflict');
}, 60_000);
