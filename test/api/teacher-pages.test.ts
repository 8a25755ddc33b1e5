import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILDING, both, buildsOnly, EVEN, graded } from '../service/grades/graded.ts';
import { sendForm } from './fixtures/forms.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
let student: string;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  await t.publish(EVEN);
  await graded(t.store, t.students[0], both());
  await graded(t.store, t.students[1], buildsOnly());
  await t.publish(BUILDING);
  student = `/assignments/homework/students/${t.students[0].id}`;
});
afterAll(() => close());

const send = (path: string, fields: Record<string, string> = {}, as = t.teacher) => sendForm(t, path, as, fields);
const history = async () => (await t.service.grades.history(t.teacher, 'homework', t.students[0].id)).history;

describe('the pages with which a teacher acts', () => {
  test('are closed to students and strangers, forms too', async () => {
    const [one] = t.students;
    const pages = [student, '/assignments/homework/regrades', '/assignments/homework/regrades/x'];
    for (const path of pages) {
      expect((await t.ask(path, { as: one })).status, path).toBe(403);
      expect((await t.ask(path)).status, path).toBe(401);
    }
    const forms = ['/override', '/override/removal', '/link'].map((form) => student + form);
    for (const path of [...forms, pages[1] ?? '', `${pages[2]}/publication`, `${pages[2]}/discard`]) {
      expect((await send(path, { score: '100', reason: 'x', mode: 'judge', publish: 'at-once' }, one)).status).toBe(
        403,
      );
    }
    expect((await history()).map(({ kind }) => kind)).toEqual(['graded']);
  });

  test('take no form that another site sends with the session of a teacher', async () => {
    const { link } = await t.service.people.renewLink(t.teacher, t.teacher.id);
    const session = await t.service.people.startSession({ link: link.split('/').at(-1) ?? '' });
    const form = (origin: string) =>
      t.ask(`${student}/override`, {
        method: 'POST',
        body: 'score=1&reason=stolen',
        headers: {
          cookie: `dockgrade=${session?.token}`,
          origin,
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
    expect((await form('https://evil.example.com')).status).toBe(403);
    expect((await history()).map(({ kind }) => kind)).toEqual(['graded']);
    expect((await form(t.base)).status).toBe(303);
    await t.service.grades.override(t.teacher, 'homework', t.students[0].id, { score: null, reason: 'undone' });
  });

  test('answer 404 for who and what is not there', async () => {
    const nobody = 'a'.repeat(26);
    for (const path of [`/students/${nobody}`, '/students/x', `/regrades/${nobody}`, '/regrades/x']) {
      expect((await t.ask(`/assignments/homework${path}`, { as: t.teacher })).status, path).toBe(404);
    }
    expect((await send(`/assignments/homework/students/${t.teacher.id}/link`)).status).toBe(404);
  });
});

describe('a score by hand', () => {
  test('that cannot be taken is shown as it was typed, with why', async () => {
    const wrong: [score: string, reason: string, why: string][] = [
      ['<b>many</b>', 'kept "reason"', 'The score is no number'],
      ['-1', 'kept "reason"', 'The score is no number'],
      ['1e9', 'kept "reason"', 'The score is no number'],
      ['100000', 'kept "reason"', 'is at most'],
      ['50', '   ', 'needs a reason'],
      ['50', 'x'.repeat(501), 'needs a reason'],
    ];
    const before = await history();
    for (const [score, reason, why] of wrong) {
      const answer = await send(`${student}/override`, { score, reason });
      expect(answer.status, score).toBe(400);
      expect(answer.text).toContain(why);
      expect(answer.text).toContain(`value="${score.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`);
      if (reason.startsWith('kept')) expect(answer.text).toContain('value="kept &quot;reason&quot;"');
    }
    expect(await history()).toEqual(before);
  });

  test('stands with its reason, until it is taken away with one', async () => {
    const reason = '<script>alert(1)</script>';
    const set = await send(`${student}/override`, { score: ' 77,5 ', reason });
    expect(set).toMatchObject({ status: 303 });
    const page = await t.ask(`${set.headers.get('location')}&lang=es`, { as: t.teacher });
    expect(page.text).toContain('El puntaje está puesto.');
    expect(page.text).toContain('77,5 / 100');
    expect(page.text).toContain('&lt;script&gt;alert(1)');
    expect(page.text).not.toContain(reason);
    expect((await send(`${student}/override/removal`, { reason: '' })).status).toBe(400);
    expect((await send(`${student}/override/removal`, { reason: 'A mistake of mine' })).status).toBe(303);
    expect((await history()).slice(-2)).toMatchObject([
      { kind: 'override', before: 100, after: 77.5, reason, by: 'Tea Cher' },
      { kind: 'override-removed', before: 77.5, after: 100, reason: 'A mistake of mine' },
    ]);
  });
});

test('the same repository in two hands is told, and their other assignments are linked', async () => {
  const [one, two] = t.students;
  await t.service.assignments.publish(t.teacher, 'other', 'id: other\ntitle: The other one\n', 'en');
  const csv = `name,email\n${[one, two].map(({ name, email }) => `${name},${email}`).join('\n')}`;
  await t.service.assignments.setRoster(t.teacher, 'other', csv);
  const path = `/assignments/other/students/${one.id}`;
  for (const [person, repository] of [
    [one, 'https://github.com/Some/homework'],
    [two, 'https://github.com/some/Homework'],
  ] as const) {
    expect((await t.ask(path, { as: t.teacher })).text).not.toContain('The same repository');
    await t.service.submissions.submit(person, { assignment: 'other', repository }, null);
  }
  const { text } = await t.ask(path, { as: t.teacher });
  expect(text).toContain('The same repository');
  expect(text).toContain(`<a href="/assignments/other/students/${two.id}">${two.name}</a>`);
  expect(text).toContain(`<a href="/assignments/homework/students/${one.id}">Homework</a>`);
  await expect(t.service.submissions.shared(one, 'other', one.id)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(t.service.assignments.listOf(one, one.id, 'en')).rejects.toMatchObject({ code: 'not-allowed' });
});

test('a new personal link is shown once, and the old one works no more', async () => {
  const person = t.students[1];
  const old = (await t.service.people.renewLink(t.teacher, person.id)).link.split('/').at(-1) ?? '';
  const path = `/assignments/homework/students/${person.id}`;
  const answer = await send(`${path}/link`);
  const made = /\/enter\/(dgl_[\w-]{43})"/.exec(answer.text)?.[1] ?? '';
  expect(await t.service.people.byToken(made)).toMatchObject({ person: { id: person.id } });
  expect(await t.service.people.byToken(old)).toBeNull();
  expect((await t.ask(path, { as: t.teacher })).text).not.toContain('/enter/');
});

describe('a regrade', () => {
  const list = '/assignments/homework/regrades';

  test('that cannot begin is told with what was typed', async () => {
    const typed = { mode: 'run', publish: 'at-once', email: 'nobody@example.com' };
    const unknown = await send(list, typed);
    expect(unknown).toMatchObject({ status: 400, text: expect.stringContaining('value="nobody@example.com"') });
    expect(unknown.text).toMatch(/id="mode-run"[^>]* checked/);
    expect(unknown.text).toMatch(/id="publish-at-once"[^>]* checked/);
    expect((await send(list, { ...typed, mode: 'x' })).status).toBe(400);
  });

  test('of one student is previewed, published, and then says so', async () => {
    const begun = await send(list, { mode: 'judge', publish: 'preview', email: 'STUDENT2@example.com' });
    const at = begun.headers.get('location') ?? '';
    const preview = await t.ask(at, { as: t.teacher });
    expect(preview.text).toContain('Publish: 1 gains, 0 lose');
    expect(preview.text).toContain('+30');
    expect(preview.text).not.toContain(`${at}/live`);
    const second = await send(list, { mode: 'judge', publish: 'preview', email: '' });
    expect(second).toMatchObject({ status: 409, text: expect.stringContaining('is ready, but not published yet') });
    const inSpanish = await send(`${list}?lang=es`, { mode: 'judge', publish: 'preview', email: '' });
    expect(inSpanish.text).toContain('está lista, pero todavía no publicada');
    expect(inSpanish.text).toContain('Primero publícala o descártala.');
    expect((await t.ask(list, { as: t.teacher })).text).toContain('One regrade at a time');
    expect(await send(`${at}/publication`)).toMatchObject({ status: 303 });
    const published = await t.ask(`${at}?lang=es`, { as: t.teacher });
    expect(published.text).toContain('Está publicada');
    expect(published.text).not.toContain('<form method="post" action="/assignments');
    const late = await send(`${at}/discard`);
    expect(late).toMatchObject({ status: 409, text: expect.stringContaining('was published already') });
  });

  test('that runs is asked for again until it has ended, and may be discarded', async () => {
    const begun = await send(list, { mode: 'run', publish: 'preview', email: '' });
    const at = begun.headers.get('location') ?? '';
    const live = await t.ask(`${at}/live`, { as: t.teacher });
    expect(live.text).toContain(`hx-get="${at}/live"`);
    expect(live.text).toContain('0 of 2 ended');
    expect(live.text).not.toContain('<html');
    expect(await send(`${at}/publication`)).toMatchObject({ status: 409 });
    expect(await send(`${at}/discard`)).toMatchObject({ status: 303 });
    const discarded = await t.ask(`${at}/live`, { as: t.teacher });
    expect(discarded.text).toContain('It was discarded');
    expect(discarded.text).not.toContain('/live');
  });
});
