import { expect, test } from 'vitest';
import { type Answer, openClass } from './door.ts';
import { type Example, examplesOf } from './examples.ts';

/** GitHub itself, and the Enterprise Servers whose payloads are documented. */
const SOURCES = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];

test('every documented payload of GitHub and its Enterprise Servers gets its right answer', {
  timeout: 60_000,
}, async (context) => {
  const { door, store } = await openClass(context);
  const all = SOURCES.flatMap(examplesOf);
  expect(all.length).toBeGreaterThan(700);
  const wrong: unknown[] = [];
  const reasons = new Set<string>();
  for (const { event, payload } of all) {
    const { status, body } = await door.deliver(payload, { event });
    const reason = body.ignored?.[0]?.reason ?? null;
    reasons.add(reason ?? 'none');
    if (status !== (event === 'ping' ? 200 : 202) || !fits({ event, payload }, reason)) {
      wrong.push({ event, payload, status, body } satisfies Example & Answer);
    }
  }
  expect(wrong).toEqual([]);
  expect([...reasons].sort()).toEqual(['branch-deleted', 'event', 'none', 'same-commit', 'tag']);
  // What the student handed in, and the one commit that the examples push to a branch, however often.
  expect(await store.submissions.counts()).toMatchObject({ accepted: 2, cancelled: 1, waiting: 1 });
});

function fits({ event, payload }: Example, reason: string | null): boolean {
  if (event === 'ping') return reason === null;
  if (event !== 'push') return reason === 'event';
  if (payload.deleted) return reason === 'branch-deleted';
  if (payload.ref?.startsWith('refs/tags/')) return reason === 'tag';
  return reason === null || reason === 'same-commit';
}
