import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { atOnce } from '../support/runs.ts';
import { serve } from './fixtures/served.ts';

const run = promisify(execFile);
const page = new URL('../../docs/api.md', import.meta.url);

test('every example of docs/api.md works as it is written, one after the other', async (context) => {
  const t = await serve(context);
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-docs-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const assignment = 'id: m4-docker\ntitle: Docker\n';
  await t.publish(assignment);
  await t.store.people.setRoster(
    'm4-docker',
    [{ name: 'Ana', email: 'student1@example.com', github: null }],
    new Date().toISOString(),
  );
  await writeFile(join(folder, 'assignment.yaml'), assignment);
  await writeFile(join(folder, 'roster.csv'), 'name,email\nAna,student1@example.com\n');
  t.service.keeper.start();
  t.worker(atOnce);
  const examples = [...(await readFile(page, 'utf8')).matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text]) => text);
  expect(examples.length).toBeGreaterThan(3);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', examples.join('\necho\n')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DOCKGRADE_URL: t.base,
      DOCKGRADE_TOKEN: await t.tokenOf(t.students[0]),
      TEACHER_TOKEN: await t.tokenOf(t.teacher),
      STUDENT: t.students[0].id,
    },
  });
  expect(stdout).toContain('event: end');
  expect(stdout).toContain('"state":"published"');
  expect(stdout).toContain('"lang":"es"');
  expect(await readFile(join(folder, 'grades-m4-docker.csv'), 'utf8')).toContain('student1@example.com');
});
