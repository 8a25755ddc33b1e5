import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { endOf, person } from '../support/service.ts';
import { type Course, EVIL, GOOD, HELD, openCourse, POOR } from './fixtures/course.ts';
import type { Served } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
let student: Person;
let other: Person;
let post: Course['post'];
beforeAll(async () => {
  ({ served: t, close, student, other, post } = await openCourse());
});
afterAll(() => close());

async function graded(assignment: string, repository: string, as = student): Promise<string> {
  const answer = await post(`/assignments/${assignment}/submissions`, { repository }, as);
  expect(answer.status, answer.text).toBe(303);
  const id = answer.headers.get('location')?.split('/').at(-1) ?? '';
  await endOf(t, id);
  return id;
}

describe('the first page', () => {
  test('shows a student each assignment with what counts and what was handed in last', async () => {
    await graded('own', GOOD);
    const { text } = await t.ask('/', { as: student });
    for (const id of ['homework', 'own', 'closed', 'single']) expect(text).toContain(`href="/assignments/${id}"`);
    expect(text).toMatch(/What counts: <strong>\d/);
    expect(text).toContain('Attempts: 0 of 20; the best one counts');
    expect(text).not.toContain('/roster');
  });

  test('leads a teacher to everything about an assignment, and to a new one', async () => {
    const { text } = await t.ask('/', { as: t.teacher });
    for (const place of ['grades', 'statistics', 'roster', 'edit', 'regrades']) {
      expect(text).toContain(`href="/assignments/homework/${place}"`);
    }
    expect(text).toContain('href="/assignments/new"');
  });

  test('is in Spanish for whoever reads Spanish', async () => {
    expect((await t.ask('/?lang=es', { as: student })).text).toContain('Consignas');
  });
});

describe('the page of an assignment', () => {
  test('tells what is asked, group by group, with points', async () => {
    const { text } = await t.ask('/assignments/homework', { as: student });
    for (const group of ['Image', 'Compose', 'Persistence']) expect(text).toContain(`<h3>${group} `);
    expect(text).toContain('<summary>Advice, without points (');
    expect(text).toContain('name="repository"');
  });

  test('is for the students of its roster and for teachers alone', async () => {
    const stranger = await t.store.people.add(person('student', 'Stranger', 'stranger@example.com'));
    const askers = [student, t.teacher, stranger, undefined];
    const statuses = askers.map(async (as) => (await t.ask('/assignments/homework', as && { as })).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 404, 401]);
    expect((await t.ask('/assignments/homework/check?repository=x', { as: stranger })).status).toBe(404);
    const refused = await post('/assignments/homework/submissions', { repository: GOOD }, stranger);
    expect(refused.status).toBe(404);
  });

  test('has no form once nothing is taken any more, and says how to go on', async () => {
    const { text } = await t.ask('/assignments/closed', { as: student });
    expect(text).not.toContain('name="repository"');
    expect(text).toContain('takes no more submissions');
    expect((await t.ask('/assignments/closed', { as: t.teacher })).text).toContain('name="repository"');
  });

  test('has no form when all attempts are used, and marks the one that counts', async () => {
    const id = await graded('single', GOOD);
    const { text } = await t.ask('/assignments/single', { as: student });
    expect(text).not.toContain('name="repository"');
    expect(text).toContain('All your attempts are used');
    expect(text).toMatch(new RegExp(`/submissions/${id}"><strong>[^<]+</strong></a> <span class="mark good">counts`));
  });

  test('escapes titles, addresses and names', async () => {
    const { text } = await t.ask('/assignments/own', { as: student });
    expect(text).toContain('Own &quot;&gt;&lt;script&gt;');
    const typed = { repository: EVIL, ref: EVIL };
    const again = await post('/assignments/own/submissions', typed);
    expect(again.status).toBe(422);
    for (const page of [text, again.text]) expect(page).not.toContain('<script>');
  });
});

describe('buttons of a submission', () => {
  test('hand it in again, the newest or the same commit, once for each page', async () => {
    const id = await graded('own', GOOD);
    const path = `/submissions/${id}/resubmissions`;
    const sent = ['newest', 'same', 'same'].map((commit) => post(path, { commit, key: `page-${commit}` }));
    const places = (await Promise.all(sent)).map(({ status, headers }) => [status, headers.get('location')]);
    expect(places.map(([status]) => status)).toEqual([303, 303, 303]);
    expect(places[1]).toEqual(places[2]);
    expect(places[0]).not.toEqual(places[1]);
  });

  test('cancel what waits or runs; what has finished stays, and the page says so', async () => {
    const { headers } = await post('/assignments/homework/submissions', { repository: HELD });
    const place = headers.get('location') ?? '';
    expect((await t.ask('/assignments/homework', { as: student })).text).toContain(`action="${place}/cancel"`);
    expect((await post(`${place}/cancel`, {})).headers.get('location')).toBe(place);
    expect((await t.store.submissions.get(place.split('/').at(-1) ?? ''))?.state).toBe('cancelled');
    const id = await graded('own', GOOD);
    const late = await post(`/submissions/${id}/cancel`, {});
    expect([late.status, late.text.includes('has finished already')]).toEqual([409, true]);
  });

  test('are nobody else’s', async () => {
    const id = await graded('own', GOOD);
    for (const [place, fields] of [
      ['cancel', {}],
      ['resubmissions', { commit: 'same' }],
    ] as const) {
      expect((await post(`/submissions/${id}/${place}`, fields, other)).status).toBe(404);
    }
  });
});

test('the Markdown of the badge is for the owner of a submission, on its page and on that of the assignment', async () => {
  const id = await graded('own', GOOD);
  const markdown = `[![dockgrade](http://localhost:8080/badges/${id}.svg)](http://localhost:8080/)`;
  const asked: [string, Person][] = [
    [`/submissions/${id}`, student],
    ['/assignments/own', student],
    [`/submissions/${id}`, t.teacher],
  ];
  const shown = asked.map(async ([path, as]) => (await t.ask(path, { as })).text.includes(markdown));
  expect(await Promise.all(shown)).toEqual([true, true, false]);
});

describe('what changed', () => {
  test('is shown line by line, the older attempt first whichever is named first', async () => {
    const [poor, good] = [await graded('own', POOR), await graded('own', GOOD)];
    const pages = await Promise.all(
      [`/submissions/${poor}/changes/${good}`, `/submissions/${good}/changes/${poor}`].map((path) =>
        t.ask(path, { as: student }),
      ),
    );
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      expect(text).toMatch(/<strong>\+\d+(\.\d+)? points/);
      expect(text).toContain('<h2>Gained</h2>');
      expect(text).not.toContain('<h2>Lost</h2>');
    }
    const chosen = await t.ask(`/assignments/own/changes?from=${poor}&to=${good}`, { as: student });
    expect(chosen.headers.get('location')).toBe(`/submissions/${poor}/changes/${good}`);
    const inSpanish = (await t.ask(`/submissions/${poor}/changes/${good}?lang=es`, { as: student })).text;
    expect(inSpanish).toContain('Ganado');
    expect(inSpanish).toContain('<a href="/assignments/own">Propia</a>');
  });

  test('is nothing between two people or two assignments, and nobody else’s business', async () => {
    const [mine, single, theirs] = await Promise.all([
      graded('own', GOOD),
      graded('homework', GOOD),
      graded('own', 'https://github.com/other/good', other),
    ]);
    const asked: [string, Person][] = [
      [`/submissions/${mine}/changes/${single}`, student],
      [`/submissions/${mine}/changes/${theirs}`, student],
      [`/submissions/${mine}/changes/${theirs}`, t.teacher],
      [`/submissions/${mine}/changes/none`, student],
    ];
    const statuses = asked.map(async ([path, as]) => (await t.ask(path, { as })).status);
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404]);
  });
});
