import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import { newToken, storedToken } from '../../src/service/tokens.ts';
import { openService } from '../support/service.ts';

const TOKEN = /^dg[lst]_[A-Za-z0-9_-]{43}$/;

describe('tokens', () => {
  test('of each kind have their own prefix and 256 random bits', () => {
    const tokens = (['link', 'session', 'bearer'] as const).map(newToken);
    expect(tokens.map((token) => token.slice(0, 4))).toEqual(['dgl_', 'dgs_', 'dgt_']);
    for (const token of tokens) expect(token).toMatch(TOKEN);
    expect(new Set(Array.from({ length: 1000 }, () => newToken('link'))).size).toBe(1000);
  });

  test('open what they were made for, and are nowhere in the database file in the clear', async (context) => {
    const { service, students, teacher, file } = await openService(context);
    const [student] = students;
    const { link } = await service.people.renewLink(teacher, student.id);
    const bearer = await service.people.addToken(student, { name: 'laptop' });
    const session = await service.people.startSession({ link: tokenOf(link) });
    const tokens = [tokenOf(link), bearer.token, session?.token ?? ''];
    for (const [index, kind] of (['link', 'bearer', 'session'] as const).entries()) {
      expect(await service.people.byToken(tokens[index] ?? '')).toMatchObject({ person: { id: student.id }, kind });
    }
    const bytes = await Promise.all([file, `${file}-wal`].map((path) => readFile(path).catch(() => Buffer.alloc(0))));
    expect(Buffer.concat(bytes).includes(student.id)).toBe(true);
    for (const token of tokens) expect(Buffer.concat(bytes).includes(token.slice(4))).toBe(false);
  });

  test('that are none open nothing', async (context) => {
    const { service } = await openService(context);
    for (const token of ['', 'dgl_', 'x'.repeat(1_000_000), "' OR 1=1 --", 'dgt_\0', newToken('link')]) {
      expect(await service.people.byToken(token)).toBeNull();
      expect(await service.people.startSession({ link: token })).toBeNull();
    }
  });

  test('end when their days are over', async (context) => {
    const { service, store, students } = await openService(context);
    const [student] = students;
    const { token, expiresAt } = await service.people.addToken(student, { name: 'script', days: 1 });
    expect(Date.parse(expiresAt ?? '') - Date.now()).toBeGreaterThan(86_000_000);
    expect(await service.people.byToken(token)).not.toBeNull();
    const old = newToken('bearer');
    const stored = storedToken(old, { person: student.id, kind: 'bearer', name: 'old' });
    await store.people.addToken({ ...stored, expiresAt: new Date(Date.now() - 1).toISOString() });
    expect(await service.people.byToken(old)).toBeNull();
    expect((await service.people.tokens(student)).map(({ name }) => name)).toEqual(['script']);
  });

  test('are taken away by whom they belong to, and by nobody else', async (context) => {
    const { service, students, teacher } = await openService(context);
    const [student, other] = students;
    const { id, token } = await service.people.addToken(student, { name: 'laptop' });
    for (const stranger of [other, teacher]) {
      await expect(service.people.removeToken(stranger, id)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await service.people.byToken(token)).not.toBeNull();
    await service.people.removeToken(student, id);
    expect(await service.people.byToken(token)).toBeNull();
    expect(await service.people.tokens(student)).toEqual([]);
  });

  test('of one person are not kept without end', async (context) => {
    const { service, students } = await openService(context);
    const [student, other] = students;
    for (let i = 0; i < 100; i++) await service.people.addToken(student, { name: `token ${i}` });
    await expect(service.people.addToken(student, { name: 'one more' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(service.people.addToken(other, { name: 'mine' })).resolves.toMatchObject({ expiresAt: null });
  });
});

describe('sessions', () => {
  test('of one person are not kept without end: the oldest ends, and nothing else', async (context) => {
    const { service, students, teacher } = await openService(context);
    const [student, other] = students;
    const { link } = await service.people.renewLink(teacher, student.id);
    const { link: otherLink } = await service.people.renewLink(teacher, other.id);
    const enter = async (by = link) => (await service.people.startSession({ link: tokenOf(by) }))?.token ?? '';
    const [others, first, second] = [await enter(otherLink), await enter(), await enter()];
    for (let i = 0; i < 49; i++) await enter();
    expect(await service.people.byToken(first)).toBeNull();
    for (const token of [second, others, tokenOf(link)]) expect(await service.people.byToken(token)).not.toBeNull();
  });

  test('last 30 days and end when asked', async (context) => {
    const { service, students, teacher } = await openService(context);
    const { link } = await service.people.renewLink(teacher, students[0].id);
    const session = await service.people.startSession({ link: tokenOf(link) });
    const days = (Date.parse(session?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
    await service.people.endSession(session?.token ?? '');
    expect(await service.people.byToken(session?.token ?? '')).toBeNull();
    expect(await service.people.byToken(tokenOf(link))).not.toBeNull();
  });

  test('are not begun with another session or a script’s token, and ending one takes away no link', async (context) => {
    const { service, students, teacher } = await openService(context);
    const { link } = await service.people.renewLink(teacher, students[0].id);
    const bearer = await service.people.addToken(students[0], { name: 'laptop' });
    const session = await service.people.startSession({ link: tokenOf(link) });
    for (const token of [bearer.token, session?.token ?? '']) {
      expect(await service.people.startSession({ link: token })).toBeNull();
    }
    await service.people.endSession(tokenOf(link));
    expect(await service.people.byToken(tokenOf(link))).not.toBeNull();
  });

  test('are begun by a GitHub login in any case, if somebody has it', async (context) => {
    const { service, teacher } = await openService(context);
    await service.assignments.setRoster(teacher, 'homework', 'name,email,github\nAda,ada@example.com,AdaL');
    expect(await service.people.startSession({ github: 'ADAL' })).toMatchObject({
      person: { email: 'ada@example.com' },
    });
    expect(await service.people.startSession({ github: 'grace' })).toBeNull();
  });
});

describe('links', () => {
  test('are renewed: the old one and what was opened with it no longer work, scripts go on', async (context) => {
    const { service, students, teacher } = await openService(context);
    const [student] = students;
    const { link: old } = await service.people.renewLink(teacher, student.id);
    const session = await service.people.startSession({ link: tokenOf(old) });
    const bearer = await service.people.addToken(student, { name: 'laptop' });
    const { link } = await service.people.renewLink(student, student.id);
    expect(link).toMatch(/^http:\/\/localhost:8080\/enter\/dgl_[A-Za-z0-9_-]{43}$/);
    expect(await service.people.byToken(tokenOf(old))).toBeNull();
    expect(await service.people.byToken(session?.token ?? '')).toBeNull();
    expect(await service.people.byToken(bearer.token)).not.toBeNull();
    expect(await service.people.byToken(tokenOf(link))).toMatchObject({ person: { id: student.id } });
  });

  test('of others are renewed by teachers only, those of teachers by themselves and the operator', async (context) => {
    const { service, students, teacher } = await openService(context);
    const [student, other] = students;
    const colleague = await service.people.addTeacher(teacher, { name: 'Colleague', email: 'c@example.com' });
    await expect(service.people.renewLink(student, other.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.people.renewLink(teacher, newId())).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.people.renewLink(teacher, colleague.id)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await service.people.byToken(tokenOf(colleague.link))).not.toBeNull();
    const { person: operator } = await service.people.ensureTeacher(newToken('link'));
    await service.people.renewLink(operator, colleague.id);
    expect(await service.people.byToken(tokenOf(colleague.link))).toBeNull();
  });
});

describe('teachers', () => {
  test('are added by teachers, with a link, once for each address', async (context) => {
    const { service, students, teacher } = await openService(context);
    const request = { name: 'Colleague', email: 'Colleague@Example.com' };
    await expect(service.people.addTeacher(students[0], request)).rejects.toMatchObject({ code: 'not-allowed' });
    const colleague = await service.people.addTeacher(teacher, request);
    expect(colleague).toMatchObject({ role: 'teacher', email: 'colleague@example.com' });
    expect(await service.people.byToken(tokenOf(colleague.link))).toMatchObject({ person: { role: 'teacher' } });
    await expect(service.people.addTeacher(teacher, request)).rejects.toMatchObject({ code: 'conflict' });
    const student = { name: 'S', email: students[0].email };
    await expect(service.people.addTeacher(teacher, student)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('the student'),
    });
  });

  test('the one of this machine has the link of the data folder, however often it is ensured', async (context) => {
    const { service } = await openService(context);
    const token = newToken('link');
    const first = await service.people.ensureTeacher(token);
    const session = await service.people.startSession({ link: token });
    expect(await service.people.ensureTeacher(token)).toEqual(first);
    expect(first.link).toBe(`http://localhost:8080/enter/${token}`);
    expect(session?.person).toEqual(first.person);
    expect(await service.people.byToken(session?.token ?? '')).not.toBeNull();
    const fresh = newToken('link');
    await service.people.ensureTeacher(fresh);
    expect(await service.people.byToken(token)).toBeNull();
    expect(await service.people.byToken(fresh)).toMatchObject({ person: { id: first.person.id } });
  });
});

function tokenOf(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1);
}
