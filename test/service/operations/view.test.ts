import { describe, test } from 'vitest';
import { gate } from '../../support/runs.ts';
import { openService } from '../../support/service.ts';

const request = { assignment: 'homework', repository: 'https://github.com/student/homework' };

describe('what whoever operates the service sees', { concurrent: true }, () => {
  test('is who runs what, and who goes next', async ({ expect, ...context }) => {
    const t = await openService(context);
    const { submissions, operations, keeper } = t.service;
    keeper.start();
    const { work, open } = gate();
    t.worker(work, 1);
    const first = await submissions.submit(t.students[0], request, null);
    const second = await submissions.submit(t.students[1], request, null);
    const both = [first.view.id, second.view.id];
    const seen = async () => {
      const { workers, queue, unclaimed } = await operations.view(t.teacher, {});
      const running = workers?.flatMap((worker) => worker.running) ?? [];
      return { running: running.map(({ stage, hang }) => ({ stage, hang })), unclaimed, waiting: queue.next.length };
    };
    await expect.poll(seen).toEqual({ running: [{ stage: 'build', hang: null }], unclaimed: [], waiting: 1 });
    const { workers, queue } = await operations.view(t.teacher, {});
    const runs = workers?.[0]?.running[0];
    expect([runs?.id, queue.next[0]?.id].sort()).toEqual(both.sort());
    expect(runs?.student.name).toMatch(/^Student \d$/);
    expect(runs?.since).not.toBe('');
    expect(queue).toMatchObject({ waiting: 1, running: 1, oldestWaitingAt: expect.any(String), emptySeconds: null });
    open();
    await expect
      .poll(async () => (await operations.view(t.teacher, {})).queue)
      .toMatchObject({ waiting: 0, running: 0, emptySeconds: 0, next: [] });
  });

  test('is what the books know while Redis is away, and everybody is told at once', async ({ expect, ...context }) => {
    const t = await openService(context);
    const { submissions, operations, keeper } = t.service;
    keeper.start();
    t.worker(gate().work);
    await expect.poll(() => operations.trouble()).toBeNull();
    const { view } = await submissions.submit(t.students[0], request, null);
    await expect.poll(async () => (await operations.view(t.teacher, {})).queue.running).toBe(1);
    await t.redis.kill();
    const away = await operations.view(t.teacher, {});
    expect(away).toMatchObject({ workers: null, overall: 'bad', trouble: 'queue-away', health: { queue: 'bad' } });
    expect(away.unclaimed).toEqual([expect.objectContaining({ id: view.id, hang: null })]);
    await expect.poll(() => operations.trouble()).toBe('queue-away');
    const asked = performance.now();
    await Promise.all(Array.from({ length: 300 }, () => operations.trouble()));
    expect(performance.now() - asked).toBeLessThan(8_000);
    await t.redis.restart({ withFile: true });
  });
});
