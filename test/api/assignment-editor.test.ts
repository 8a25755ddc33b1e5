import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { HOMEWORK } from '../support/service.ts';
import { type Answer, type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

/** As the form of a page sends it. */
function send(
  path: string,
  fields: Record<string, string>,
  as: Person,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const type = 'application/x-www-form-urlencoded';
  return t.ask(path, {
    as,
    method: 'POST',
    body: `${new URLSearchParams(fields)}`,
    headers: { 'content-type': type, ...headers },
  });
}

const part = { 'hx-request': 'true' };
const POSTS = ['check', 'new', 'dry-runs', 'homework/edit', 'homework/preview'];
const SECRET = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
const WITH_SECRET = `id: secret\ntitle: Secret\nstack: { files: { .env: "TOKEN=${SECRET} <b>&amp;" } }\n`;

describe('the editor is for teachers', () => {
  test.each(POSTS)('a student cannot POST /assignments/%s', async (path) => {
    const [student] = t.students;
    expect((await send(`/assignments/${path}`, { source: HOMEWORK }, student)).status).toBe(403);
  });

  test.each(['new', 'homework/edit', 'homework/versions/1', 'homework/published'])(
    'a student cannot open /assignments/%s',
    async (path) => {
      const answer = await t.ask(`/assignments/${path}`, { as: t.students[0], headers: { accept: 'text/html' } });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain('limit: 20');
    },
  );

  test.each(POSTS)('a form of another site cannot POST /assignments/%s with the session of a teacher', async (path) => {
    const { link } = await t.service.people.renewLink(t.teacher, t.teacher.id);
    const session = await t.service.people.startSession({ link: link.split('/').at(-1) ?? '' });
    const versions = (await t.store.assignments.versions('homework')).length;
    const answer = await t.ask(`/assignments/${path}`, {
      method: 'POST',
      body: `${new URLSearchParams({ source: 'id: homework\ntitle: Theirs\n' })}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `dockgrade=${session?.token}`,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
    });
    expect(answer.status).toBe(403);
    expect(await t.store.assignments.versions('homework')).toHaveLength(versions);
    expect(await t.store.submissions.list({ limit: 1 })).toEqual([]);
  });
});

describe('what is typed', () => {
  test('is stored as it was typed: nothing masked, line ends as in a file', async () => {
    const answer = await send('/assignments/new', { source: WITH_SECRET.replaceAll('\n', '\r\n') }, t.teacher);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/assignments/secret/published']);
    expect((await t.store.assignments.current('secret'))?.source).toBe(WITH_SECRET);
    const { text } = await t.ask('/assignments/secret/edit', { as: t.teacher });
    expect(text).toContain(`TOKEN=${SECRET} &lt;b&gt;&amp;amp;&quot;`);
  });

  test('stays in the form when it has a mistake, which is told', async () => {
    const source = 'id: homework\ntitle: "</textarea><script>alert(1)</script>"\nprot: 1\n';
    const answer = await send('/assignments/homework/edit', { source, assignment: 'homework', from: '' }, t.teacher);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Line 3, column 1');
    expect(answer.text).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
    expect(answer.text).not.toContain('<script>alert');
  });

  test('of more than a file may have is refused: by its place below 1 MiB, by its size above', async () => {
    const large = await send('/assignments/check', { source: 'x'.repeat(300 * 1024) }, t.teacher, part);
    expect(large.status).toBe(200);
    expect(large.text).toContain('a file of at most 256 KiB');
    const huge = await send('/assignments/check', { source: 'x'.repeat(1100 * 1024) }, t.teacher, part);
    expect(huge.status).toBe(413);
    expect(huge.headers.get('hx-retarget')).toBe('#problems');
  });

  test('cannot become another assignment, nor take the place of one that is there', async () => {
    const other = await send(
      '/assignments/homework/edit',
      { source: 'id: other\ntitle: T\n', assignment: 'homework' },
      t.teacher,
    );
    expect(other.status).toBe(422);
    expect(other.text).toContain('&quot;homework&quot;, as it is published');
    const taken = await send('/assignments/new', { source: 'id: homework\ntitle: Mine\n' }, t.teacher);
    expect(taken.status).toBe(409);
    expect(taken.text).toContain('/assignments/homework/edit');
    expect((await t.store.assignments.current('homework'))?.source).toBe(HOMEWORK);
  });

  test('is tried on no folder, and on no host that is not taken', async () => {
    const fields = { source: HOMEWORK, assignment: 'homework' };
    const targets: Record<string, string>[] = [
      { example: '../../etc' },
      { repository: '/etc' },
      { repository: 'https://elsewhere.example/a/b' },
    ];
    for (const target of targets) {
      const answer = await send('/assignments/dry-runs', { ...fields, ...target }, t.teacher);
      expect([404, 422]).toContain(answer.status);
      expect(answer.text).toContain('id: homework');
    }
    expect(await t.store.submissions.list({ limit: 1 })).toEqual([]);
  });

  test('without scripts is checked and previewed as a whole page, in the language of the reader', async () => {
    const spanish = { 'accept-language': 'es' };
    const check = await send('/assignments/check', { source: 'id: a\n', assignment: '' }, t.teacher, spanish);
    expect(check.text).toContain('<html lang="es">');
    expect(check.text).toContain('que falta &quot;title&quot;');
    const preview = await send(
      '/assignments/homework/preview',
      { source: HOMEWORK, assignment: 'homework' },
      t.teacher,
      spanish,
    );
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('Todavía no hay nada calificado');
  });
});
