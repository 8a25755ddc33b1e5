import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem, type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const put = (path: string, body: unknown, type: string) =>
  t.ask(path, { as: t.teacher, method: 'PUT', body, headers: { 'content-type': type } });

describe('publishing', () => {
  test.each([
    ['application/yaml', 'id: ID\ntitle: One\n'],
    ['text/yaml', 'id: ID\ntitle: { en: One, es: Uno }\n'],
    ['application/x-yaml; charset=utf-8', 'id: ID\ntitle: One\n'],
    ['text/plain', 'id: ID\ntitle: One\n'],
    ['application/json', '{"id": "ID", "title": "One"}'],
  ])('takes %s', async (type, text) => {
    const id = `by-${type.replace(/[^a-z]/g, '-').slice(0, 20)}`;
    const source = text.replace('ID', id);
    const published = await put(`/api/assignments/${id}`, source, type);
    expect(published).toMatchObject({ status: 200, json: { id, version: 1, changed: true, source } });
    expect((await put(`/api/assignments/${id}`, source, type)).json).toMatchObject({ version: 1, changed: false });
  });

  test('tells every mistake with line and column', async () => {
    const answer = problem(
      await put('/api/assignments/bad', 'id: bad\ntitel: One\nattempts: { limit: many }\n', 'application/yaml'),
    );
    expect(answer).toMatchObject({ status: 422, code: 'assignment-invalid' });
    expect(answer.detail).not.toContain('\n');
    expect(answer.errors?.map(({ where }) => where)).toEqual(
      expect.arrayContaining([expect.stringMatching(/:2:1$/), expect.stringMatching(/:3:20$/)]),
    );
  });

  test('refuses another id than that of the address, and an address that is none', async () => {
    expect(problem(await put('/api/assignments/one', 'id: two\ntitle: T\n', 'text/yaml')).code).toBe(
      'assignment-invalid',
    );
    expect(problem(await put('/api/assignments/One_Two', 'id: One_Two\ntitle: T\n', 'text/yaml')).code).toBe(
      'assignment-invalid',
    );
  });

  test('refuses other types, an empty body, and more than a megabyte', async () => {
    expect(problem(await put('/api/assignments/one', 'id: one', 'text/csv')).code).toBe('media-type-unsupported');
    expect(problem(await put('/api/assignments/one', '', 'text/yaml')).code).toBe('request-invalid');
    const large = `id: one\ntitle: One\n#${'x'.repeat(1024 * 1024)}\n`;
    expect(problem(await put('/api/assignments/one', large, 'text/yaml')).code).toBe('too-large');
    const broken = Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe]);
    expect(problem(await put('/api/assignments/one', broken, 'text/yaml'))).toMatchObject({
      code: 'assignment-invalid',
    });
  });
});

describe('seeing', () => {
  test('a student sees what is asked and not the file, a teacher also the file', async () => {
    const [student] = t.students;
    const list = await t.ask('/api/assignments', { as: student });
    expect((list.json as { assignments: { id: string }[] }).assignments.map(({ id }) => id)).toEqual(['homework']);
    expect((await t.ask('/api/assignments/homework', { as: student })).json).toMatchObject({
      source: null,
      open: true,
    });
    expect((await t.ask('/api/assignments/homework', { as: t.teacher })).json).toMatchObject({
      source: expect.stringContaining('id: homework'),
    });
  });

  test('of an assignment that is not theirs a student learns nothing', async () => {
    await t.publish('id: secret\ntitle: Secret\n');
    const theirs = problem(await t.ask('/api/assignments/secret', { as: t.students[0] }));
    const nobodys = problem(await t.ask('/api/assignments/absent', { as: t.students[0] }));
    expect(theirs.status).toBe(404);
    expect(theirs.detail.replace('secret', 'absent')).toBe(nobodys.detail);
  });
});

describe('a roster', () => {
  test('gives who is new a link, shown once, and keeps the others', async () => {
    await t.publish('id: class\ntitle: Class\n');
    const one = await put(
      '/api/assignments/class/roster',
      'name,email,github\nAna,ana@example.com,ana\nJosé,jose@example.com,\n',
      'text/csv',
    );
    expect(one).toMatchObject({ status: 200, json: { added: 2, kept: 0 } });
    const two = await put(
      '/api/assignments/class/roster',
      '\uFEFFname,email\r\nAna,ana@example.com\r\nZoë,zoe@example.com\r\n',
      'text/csv; charset=utf-8',
    );
    expect(two.json).toMatchObject({
      added: 1,
      kept: 1,
      students: [
        { name: 'Ana', link: null },
        { name: 'Zoë', link: expect.stringContaining('/enter/') },
      ],
    });
    const read = await t.ask('/api/assignments/class/roster', { as: t.teacher });
    expect(read.json).toMatchObject({ students: [{ name: 'Ana' }, { name: 'Zoë' }] });
    expect(read.text).not.toContain('/enter/');
  });

  test('with mistakes is told line and column, and changes nothing', async () => {
    const before = (await t.ask('/api/assignments/homework/roster', { as: t.teacher })).text;
    const bad = problem(
      await put(
        '/api/assignments/homework/roster',
        'name,email\nAna,ana@example.com\nBob,not an address\n,c@example.com\n',
        'text/csv',
      ),
    );
    expect(bad).toMatchObject({ status: 422, code: 'roster-invalid' });
    expect(bad.errors?.map(({ where }) => where).join(' ')).toMatch(/3.*4/);
    for (const csv of ['nothing', 'name,email\n"open', 'email\nx@example.com\n']) {
      expect(problem(await put('/api/assignments/homework/roster', csv, 'text/csv')).status, csv).toBe(422);
    }
    expect((await t.ask('/api/assignments/homework/roster', { as: t.teacher })).text).toBe(before);
  });

  test('is taken as CSV alone, and of an assignment that is there', async () => {
    expect(problem(await put('/api/assignments/homework/roster', '{}', 'application/json')).code).toBe(
      'media-type-unsupported',
    );
    expect(problem(await put('/api/assignments/absent/roster', 'name,email\n', 'text/csv')).code).toBe('not-found');
  });
});
