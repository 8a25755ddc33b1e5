import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { badgeSvg } from '../../src/web/badge.ts';
import { atOnce, type Gate, gate } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
let held: Gate;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  held = gate();
  t.service.keeper.start();
  t.worker((job, context) => (job.repository.endsWith('/held') ? held.work : atOnce)(job, context));
});
afterAll(() => close());

async function handIn(repository: string, student = t.students[0]): Promise<string> {
  const body = { assignment: 'homework', repository: `https://github.com/student/${repository}` };
  return ((await t.ask('/api/submissions', { as: student, method: 'POST', body })).json as SubmissionView).id;
}

async function words(id: string, query = ''): Promise<string | undefined> {
  const { status, text, headers } = await t.ask(`/badges/${id}.svg${query}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  return /<title>dockgrade: (.*)<\/title>/.exec(text)?.[1];
}

test('tells everybody the newest score of the repository, also by the id of an older submission', async () => {
  const first = await handIn('homework');
  const { result } = await endOf(t, first);
  const { earned, possible } = (await t.store.submissions.result(result ?? '')) ?? {};
  expect(await words(first)).toBe(`${earned} / ${possible}`);
  await endOf(t, await handIn('homework'));
  await endOf(t, await handIn('other'));
  expect(await words(first)).toBe(`${earned} / ${possible}`);
});

test('tells that it is being graded while it is, and no grade where none came of it', async () => {
  const id = await handIn('held', t.students[1]);
  await expect.poll(() => held.begun).toContain(id);
  expect([await words(id), await words(id, '?lang=es')]).toEqual(['grading…', 'calificando…']);
  await t.ask(`/api/submissions/${id}`, { as: t.students[1], method: 'DELETE' });
  expect([await words(id), await words(id, '?lang=es')]).toEqual(['no grade', 'sin nota']);
});

describe('its picture', () => {
  test('is kept for a minute, and not sent again while it is the same', async () => {
    const id = await handIn('kept');
    await endOf(t, id);
    const { headers } = await t.ask(`/badges/${id}.svg`);
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('set-cookie')).toBeNull();
    const etag = headers.get('etag') ?? '';
    const again = await t.ask(`/badges/${id}.svg`, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test.each([
    [{ state: 'graded', earned: 100, possible: 100 }, 'en', '100 / 100', '#12703a'],
    [{ state: 'graded', earned: 78.5, possible: 100 }, 'es', '78,5 / 100', '#0b5cad'],
    [{ state: 'graded', earned: 0, possible: 100 }, 'en', '0 / 100', '#8a5a00'],
    [{ state: 'graded', earned: 0, possible: 0 }, 'en', '0 / 0', '#526071'],
    [{ state: 'none' }, 'en', 'no grade', '#526071'],
  ] as const)('%o in %s', (badge, lang, told, colour) => {
    const picture = badgeSvg(badge, lang);
    expect(picture).toContain(`aria-label="dockgrade: ${told}"`);
    expect(picture).toContain(`fill="${colour}"`);
    expect(picture).not.toMatch(/style=|<script|href/);
  });
});

test('is not there for who guesses', async () => {
  expect((await t.ask(`/badges/${'a'.repeat(26)}.svg`)).status).toBe(404);
  expect((await t.ask('/badges/none.svg')).status).toBe(404);
  expect((await t.ask(`/badges/${'a'.repeat(26)}`)).status).toBe(404);
});
