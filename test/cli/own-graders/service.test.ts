import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { AssignmentView } from '../../../src/core/wire/assignment.ts';
import type { SubmissionView } from '../../../src/core/wire/submission.ts';
import { consume } from '../../../src/queue/consume.ts';
import { ApiProcess } from '../../support/api-process.ts';
import { TestRedis } from '../../support/redis.ts';
import { atOnce } from '../../support/runs.ts';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { folderWith, source } from './folder.ts';

const HOMEWORK = 'id: homework\ntitle: Homework\nrubric: { image-builds: 6, my-rule: 4 }\n';

test('the service judges by the graders of DOCKGRADE_GRADERS, whose worker knows nothing of them', async (context) => {
  const data = await mkdtemp(join(tmpdir(), 'dockgrade-own-'));
  const redis = await TestRedis.start();
  const info = { engine: '1', dockgrade: '1', trouble: null };
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => log };
  const worker = consume(redis.url, { concurrency: 1, process: atOnce, log, info });
  const DOCKGRADE_GRADERS = await folderWith({ 'my-rule.ts': source('my-rule') });
  const api = await ApiProcess.start(data, { REDIS_URL: redis.url, DOCKGRADE_GRADERS });
  context.onTestFinished(async () => {
    await api.end('SIGTERM');
    await worker.drain(AbortSignal.abort());
    await redis.stop();
    await rm(data, { recursive: true, force: true });
  });
  worker.start();
  await api.ask('PUT', '/api/assignments/homework', HOMEWORK);
  const { rubric } = await api.ask<AssignmentView>('GET', '/api/assignments/homework');
  expect(rubric).toContainEqual(expect.objectContaining({ grader: 'my-rule', points: 4 }));
  const request = { assignment: 'homework', repository: 'https://github.com/ana/homework' };
  const { id } = await api.ask<SubmissionView>('POST', '/api/submissions', request);
  const ended = await vi.waitFor(async () => {
    const submission = await api.ask<SubmissionView>('GET', `/api/submissions/${id}`);
    expect(submission.state).toBe('finished');
    return submission;
  }, 15_000);
  expect(ended.score).toEqual({ earned: 10, possible: 10 });
  expect(ended.report?.results.find(({ grader }) => grader === 'my-rule')).toMatchObject({ verdict: 'pass' });
});

test('a grader that does not fit stops the start of the service', async () => {
  const folder = await folderWith({ 'my-rule.ts': source('other') });
  const env = { DOCKGRADE_GRADERS: folder, DOCKGRADE_DATA: join(folder, 'state'), REDIS_URL: 'redis://127.0.0.1:9' };
  const { exitCode, stderr } = await dockgrade(['api'], { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('my-rule.ts: id: found "other", expected "my-rule"');
});

function quiet(): undefined {
  return undefined;
}
