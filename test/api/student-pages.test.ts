import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST } from '../../src/api/limits.ts';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import type { Person } from '../../src/store/contract/people.ts';
import { goodEvidence } from '../graders/evidence.ts';
import { gate, goodRun, poorEvidence } from '../support/runs.ts';
import { endOf, person } from '../support/service.ts';
import { closedPort } from '../worker/prober/raw-server.ts';
import { type Asked, type Served, serveAll } from './fixtures/served.ts';

const EVIL = '"><script>alert(1)</script>';
const GOOD = 'https://github.com/student/good';
const POOR = 'https://github.com/student/poor';
const HELD = 'https://github.com/student/held';
const OWN = 'id: own\ntitle: { en: "Own \\"><script>alert(1)</script>", es: Propia }\n';

let t: Served;
let close: () => Promise<void>;
let student: Person;
let other: Person;
/** A host whose repositories are taken, and which does not answer. */
let silent: string;
beforeAll(async () => {
  silent = `localhost:${await closedPort()}`;
  ({ served: t, close } = await serveAll({ gitHosts: [{ host: silent, address: '127.0.0.1' }] }));
  [student, other] = t.students;
  await t.publish(OWN);
  await t.publish('id: closed\ntitle: Closed\ndue: 2020-01-01T00:00:00Z\n');
  await t.publish('id: single\ntitle: Single\nattempts: { limit: 1, count: last }\n');
  for (const id of ['own', 'closed', 'single']) {
    const rows = t.students.map(({ name, email, github }) => ({ name, email, github }));
    await t.store.people.setRoster(id, rows, new Date().toISOString());
  }
  t.service.keeper.start();
  const { work } = gate();
  t.worker(async (job, context) =>
    job.repository === HELD
      ? work(job, context)
      : goodRun(job, context.run, job.repository === POOR ? poorEvidence() : goodEvidence()),
  );
});
afterAll(() => close());

function post(path: string, fields: Record<string, string>, asked: Asked = {}) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return t.ask(path, { as: student, method: 'POST', body: new URLSearchParams(fields).toString(), headers, ...asked });
}

async function graded(assignment: string, repository: string, as = student): Promise<string> {
  const answer = await post(`/assignments/${assignment}/submissions`, { repository }, { as });
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
    const refused = await post('/assignments/homework/submissions', { repository: GOOD }, { as: stranger });
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

describe('handing in', () => {
  test('leads to the submission; the same form sent twice hands in once', async () => {
    const fields = { repository: ` ${GOOD}.git `, ref: '', key: 'pressed-twice' };
    const answers = await Promise.all([1, 2].map(() => post('/assignments/homework/submissions', fields)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    const id = answers[0]?.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await endOf(t, id)).repository).toBe(GOOD);
  });

  test.each([
    ['an address that is none', { repository: 'nothing at all', ref: 'main' }, 422, 'repository'],
    ['no address', { repository: ' ', ref: '' }, 400, 'repository'],
    ['a host that is not taken', { repository: 'https://example.com/a/b', ref: '' }, 422, 'repository'],
    ['a ref that can be none', { repository: GOOD, ref: '--upload-pack' }, 422, 'ref'],
    [
      'an address that is too long',
      { repository: `https://github.com/${'a'.repeat(600)}`, ref: '' },
      400,
      'repository',
    ],
  ])('%s is told at its field, with what was typed', async (_, fields, status, field) => {
    const { status: found, text } = await post('/assignments/homework/submissions', fields);
    expect(found).toBe(status);
    expect(text).toMatch(new RegExp(`<input id="${field}"[^>]*aria-invalid="true"`));
    expect(text).toContain(`id="${field}-wrong"`);
    expect(text).toContain(`value="${fields.repository}"`);
  });

  test('is told in the language of the page', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'es' };
    const { text } = await post('/assignments/homework/submissions', { repository: 'x' }, { headers });
    expect(text).toContain('Aquí no se aceptan repositorios con esa dirección');
  });

  test('a teacher hands in for a student, who sees it; somebody unknown is told at the field', async () => {
    const fields = { repository: GOOD, student: other.email };
    const answer = await post('/assignments/closed/submissions', fields, { as: t.teacher });
    expect((await t.ask(answer.headers.get('location') ?? '', { as: other })).status).toBe(200);
    const wrong = await post('/assignments/closed/submissions', { ...fields, student: 'no@x.org' }, { as: t.teacher });
    expect(wrong.text).toMatch(/<input id="student"[^>]*aria-invalid/);
  });

  test('after the deadline, or beyond the attempts, shows the page with why', async () => {
    const late = await post('/assignments/closed/submissions', { repository: GOOD });
    expect([late.status, late.text.includes('has taken no submissions since')]).toEqual([409, true]);
    expect(late.text).toContain('takes no more submissions');
  });

  test('with the session of a browser, a form of another site is refused', async () => {
    const { link } = await t.service.people.renewLink(student, student.id);
    const session = await t.service.people.startSession({ link: link.split('/').at(-1) ?? '' });
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: `dockgrade=${session?.token}`,
      'sec-fetch-site': 'cross-site',
    };
    const body = new URLSearchParams({ repository: GOOD }).toString();
    const { status } = await t.ask('/assignments/homework/submissions', { method: 'POST', body, headers });
    expect(status).toBe(403);
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
      expect((await post(`/submissions/${id}/${place}`, fields, { as: other })).status).toBe(404);
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
    expect((await t.ask(`/submissions/${poor}/changes/${good}?lang=es`, { as: student })).text).toContain('Ganado');
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

describe('a look at the repository while one types', () => {
  const check = (query: string) => t.ask(`/assignments/homework/check?${query}`, { as: other });

  test('tells mistakes, escaped, and stores nothing', async () => {
    const before = (await t.ask('/api/submissions', { as: other })).json as { submissions: SubmissionView[] };
    const { status, text } = await check(`repository=${encodeURIComponent(`https://example.com/${EVIL}`)}`);
    expect([status, text.includes('are not taken here')]).toEqual([200, true]);
    expect(text).not.toContain('<script>');
    expect((await check('repository=%20&ref=main')).text).toBe('');
    const after = (await t.ask('/api/submissions', { as: other })).json as { submissions: SubmissionView[] };
    expect(after.submissions.length).toBe(before.submissions.length);
  });

  test('says that a host does not answer, and the repository can be handed in all the same', async () => {
    const repository = `https://${silent}/other/homework`;
    const { text } = await check(`repository=${encodeURIComponent(repository)}`);
    expect(text).toContain('its host does not answer. You can hand in all the same.');
    expect((await post('/assignments/homework/submissions', { repository }, { as: other })).status).toBe(303);
  });

  test('is made so often in a minute and no more; the form is there all the same', async () => {
    const answers = await Promise.all(Array.from({ length: MOST.checks }, () => check('repository=x')));
    expect(answers.filter(({ text }) => text.includes('You can hand in all the same')).length).toBeGreaterThan(0);
    expect((await post('/assignments/homework/submissions', { repository: GOOD }, { as: other })).status).toBe(303);
  });
});
