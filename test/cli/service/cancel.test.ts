import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serveAll } from '../../api/fixtures/served.ts';
import { atOnce } from '../../support/runs.ts';
import { endOf } from '../../support/service.ts';
import { commandLine } from './fixtures/command-line.ts';

let served: Served;
let close: () => Promise<void>;
let run: ReturnType<typeof commandLine>;
beforeAll(async () => {
  ({ served, close } = await serveAll());
  run = commandLine(served);
});
afterAll(() => close());

test('cancel stops what waits, once or twice, and no other student does; what has finished stays', async () => {
  const [student, other] = served.students;
  const request = { assignment: 'homework', repository: 'https://github.com/ana/one' };
  const { view } = await served.service.submissions.submit(student, request, null);
  expect(await run(other, ['cancel', view.id])).toMatchObject({ exitCode: 2, stdout: '' });
  for (const lang of ['en', 'es']) {
    const { exitCode, stdout } = await run(student, ['cancel', view.id, '--lang', lang]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining(view.id) });
  }
  expect(await served.store.submissions.attemptsUsed('homework', student.id)).toBe(0);

  served.service.keeper.start();
  served.worker(atOnce);
  const again = await served.service.submissions.submit(student, request, null);
  await endOf(served, again.view.id);
  const late = await run(student, ['cancel', again.view.id]);
  expect(late).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('has finished already') });
}, 60_000);
