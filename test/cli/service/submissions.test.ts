import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submissionSchema } from '../../../src/core/wire/submission.ts';
import { type Served, serveAll } from '../../api/fixtures/served.ts';
import { atOnce, goodRun } from '../../support/runs.ts';
import { endOf } from '../../support/service.ts';
import { commandLine } from './fixtures/command-line.ts';

let served: Served;
let close: () => Promise<void>;
let run: ReturnType<typeof commandLine>;
beforeAll(async () => {
  ({ served, close } = await serveAll());
  run = commandLine(served);
  served.service.keeper.start();
  served.worker(async (job, context) => {
    if (job.repository.endsWith('/refused')) return { ...goodRun(job, context.run), outcome: 'refused' };
    return atOnce(job, context);
  });
});
afterAll(() => close());

const submit = (repository: string, ...more: string[]) => ['submit', repository, '--assignment', 'homework', ...more];

/** Hands in over the API, and waits for the end. */
async function handIn(repository: string): Promise<string> {
  const body = { assignment: 'homework', repository };
  const { json } = await served.ask('/api/submissions', { as: served.students[0], method: 'POST', body });
  const { id } = submissionSchema.parse(json);
  await endOf(served, id);
  return id;
}

describe('submit', () => {
  test('answers with the id and how to follow it', async () => {
    const { exitCode, stdout, stderr } = await run(served.students[0], submit('https://github.com/ana/one.git'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const id = /^handed in as submission ([a-z0-9]{26})$/m.exec(stdout)?.[1] ?? '';
    expect(stdout).toContain(`Follow it: dockgrade status ${id} --watch`);
    expect(await served.store.submissions.get(id)).toMatchObject({
      repository: 'https://github.com/ana/one',
      ref: null,
    });
  });

  test('--json prints what the API answers', async () => {
    const args = submit('https://github.com/ana/json', '--ref', 'week-2', '--json');
    const { exitCode, stdout } = await run(served.students[0], args);
    expect(exitCode).toBe(0);
    expect(submissionSchema.parse(JSON.parse(stdout))).toMatchObject({ assignment: 'homework', ref: 'week-2' });
  });

  test('--wait shows each stage once on standard error and the report on standard output', async () => {
    const { exitCode, stdout, stderr } = await run(served.students[0], submit('https://github.com/ana/wait', '--wait'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('100 / 100');
    expect(stderr.match(/fetch done in 0\.0 s: one commit/g)).toHaveLength(1);
    expect(stdout + stderr).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  test('--wait --json prints one document, with the report in the language that was asked for', async () => {
    const args = submit('https://github.com/ana/wait-json', '--wait', '--json', '--lang', 'es');
    const { stdout } = await run(served.students[0], args);
    expect(submissionSchema.parse(JSON.parse(stdout))).toMatchObject({ outcome: 'graded', report: { lang: 'es' } });
  });

  test('--wait ends with 3 when admission refuses it', async () => {
    const { exitCode } = await run(served.students[0], submit('https://github.com/ana/refused', '--wait'));
    expect(exitCode).toBe(3);
  });
});

describe('resubmit', () => {
  test('takes the newest submission of a repository, or an id', async () => {
    const id = await handIn('https://github.com/ana/again');
    const { commit } = (await served.store.submissions.get(id)) ?? {};
    const same = await run(served.students[0], ['resubmit', id, '--same-commit', '--json']);
    const second = submissionSchema.parse(JSON.parse(same.stdout));
    expect(second).toMatchObject({ repository: 'https://github.com/ana/again', commit });
    await endOf(served, second.id);
    const newest = await run(served.students[0], ['resubmit', 'https://github.com/ana/again/', '--json']);
    expect(submissionSchema.parse(JSON.parse(newest.stdout)).id).not.toBe(second.id);
  });

  test('of what was never handed in ends with 2 and says how to hand it in', async () => {
    const { exitCode, stderr } = await run(served.students[0], ['resubmit', 'https://github.com/ana/never']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('dockgrade submit https://github.com/ana/never --assignment ID');
  });
});

describe('status', () => {
  test('of one that has ended is its report, with --watch too', async () => {
    const id = await handIn('https://github.com/ana/done');
    for (const more of [[], ['--watch']]) {
      const { exitCode, stdout, stderr } = await run(served.students[0], ['status', id, ...more]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain('100 / 100');
      expect(stdout).toMatch(/attempts {2}\d+ of 20 used/);
    }
  });

  test("of somebody else's is not found", async () => {
    const id = await handIn('https://github.com/ana/mine');
    const { exitCode, stdout, stderr } = await run(served.students[1], ['status', id]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('error code: not-found');
  });
});
