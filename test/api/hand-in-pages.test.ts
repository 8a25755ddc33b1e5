import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST } from '../../src/api/limits.ts';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import type { Person } from '../../src/store/contract/people.ts';
import { endOf } from '../support/service.ts';
import { type Course, EVIL, GOOD, openCourse } from './fixtures/course.ts';
import type { Served } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
let student: Person;
let other: Person;
let post: Course['post'];
let silent: string;
beforeAll(async () => {
  ({ served: t, close, student, other, post, silent } = await openCourse());
});
afterAll(() => close());

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
    const path = '/assignments/homework/submissions';
    const { text } = await t.ask(path, { as: student, method: 'POST', body: 'repository=x', headers });
    expect(text).toContain('El repositorio &quot;x&quot; ');
  });

  test('a teacher hands in for a student, who sees it; somebody unknown is told at the field', async () => {
    const fields = { repository: GOOD, student: other.email };
    const answer = await post('/assignments/closed/submissions', fields, t.teacher);
    expect((await t.ask(answer.headers.get('location') ?? '', { as: other })).status).toBe(200);
    const wrong = await post('/assignments/closed/submissions', { ...fields, student: 'no@x.org' }, t.teacher);
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
    expect((await post('/assignments/homework/submissions', { repository }, other)).status).toBe(303);
  });

  test('is made so often in a minute and no more; the form is there all the same', async () => {
    const answers = await Promise.all(Array.from({ length: MOST.checks }, () => check('repository=x')));
    expect(answers.filter(({ text }) => text.includes('You can hand in all the same')).length).toBeGreaterThan(0);
    expect((await post('/assignments/homework/submissions', { repository: GOOD }, other)).status).toBe(303);
  });
});
