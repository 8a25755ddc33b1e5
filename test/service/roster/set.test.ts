import { describe, expect, test } from 'vitest';
import { openService } from '../../support/service.ts';
import { both, EVEN, graded } from '../grades/graded.ts';

const QUERY = { sort: 'name', order: 'asc', page: 1, perPage: 50 } as const;

describe('a roster', () => {
  test('gives everyone new a link that works', async (context) => {
    const { service, teacher } = await openService(context);
    const roster = await service.assignments.setRoster(
      teacher,
      'homework',
      'nombre;correo;github\nAda;ada@example.com;Ada\nGrace;grace@example.com;\n',
    );
    expect(roster).toMatchObject({ added: 2, kept: 0 });
    expect(roster.students.map(({ name, github }) => [name, github])).toEqual([
      ['Ada', 'ada'],
      ['Grace', null],
    ]);
    for (const { id, link } of roster.students) {
      const session = await service.people.startSession({ link: link?.split('/').at(-1) ?? '' });
      expect(session?.person).toMatchObject({ id, role: 'student' });
    }
    expect(await service.assignments.roster(teacher, 'homework')).toEqual(
      roster.students.map(({ link: _, ...student }) => student),
    );
  });

  test('set again keeps people and their links, and takes over new names and logins', async (context) => {
    const { service, teacher } = await openService(context);
    const set = (csv: string) => service.assignments.setRoster(teacher, 'homework', csv);
    const first = await set('name,email,github\nAda,ada@example.com,\nGrace,grace@example.com,grace\n');
    const again = await set(
      'name,email,github\nAda Lovelace,ada@example.com,ada\nGrace,grace@example.com,\nLinus,l@example.com,\n',
    );
    expect(again).toMatchObject({ added: 1, kept: 2 });
    expect(again.students.map(({ name, github, link }) => [name, github, link === null])).toEqual([
      ['Ada Lovelace', 'ada', true],
      ['Grace', null, true],
      ['Linus', null, false],
    ]);
    expect(again.students.slice(0, 2).map(({ id }) => id)).toEqual(first.students.map(({ id }) => id));
    for (const { id, link } of first.students) {
      expect(await service.people.byToken(link?.split('/').at(-1) ?? '')).toMatchObject({ person: { id } });
    }
  });

  test('of two assignments share their people', async (context) => {
    const { service, teacher } = await openService(context);
    await service.assignments.publish(teacher, 'other', 'id: other\ntitle: Other\n', 'en');
    const csv = 'name,email\nAda,ada@example.com\n';
    const [first] = (await service.assignments.setRoster(teacher, 'homework', csv)).students;
    const second = await service.assignments.setRoster(teacher, 'other', csv);
    expect(second).toMatchObject({ added: 0, kept: 1, students: [{ id: first?.id, link: null }] });
  });

  test('gives a link to a known student who has none', async (context) => {
    const { service, store, teacher } = await openService(context);
    const csv = 'name,email\nAda,ada@example.com\n';
    const [ada] = (await service.assignments.setRoster(teacher, 'homework', csv)).students;
    await store.people.removeTokens(ada?.id ?? '', 'link');
    const again = await service.assignments.setRoster(teacher, 'homework', csv);
    expect(again.students[0]?.link).toMatch(/\/enter\/dgl_/);
  });

  test('without a student leaves that student the grade, but not the assignment', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    const [leaver, other] = students;
    await graded(store, leaver, both());
    await service.assignments.setRoster(teacher, 'homework', `name,email\n${other.name},${other.email}\n`);
    expect((await service.assignments.roster(teacher, 'homework')).map(({ id }) => id)).toEqual([other.id]);
    await expect(service.assignments.get(leaver, 'homework', 'en')).rejects.toMatchObject({ code: 'not-found' });
    const table = await service.grades.table(teacher, 'homework', QUERY);
    expect(table.grades.find(({ student }) => student.id === leaver.id)).toMatchObject({ score: 100, attempts: 1 });
    expect((await service.grades.history(leaver, 'homework', leaver.id)).grade.score).toBe(100);
  });

  test('with a mistake changes nothing', async (context) => {
    const { service, teacher, students } = await openService(context);
    const before = await service.assignments.roster(teacher, 'homework');
    expect(before).toHaveLength(students.length);
    const csv = 'name,email\nAda,ada@example.com\nGrace,grace\n';
    await expect(service.assignments.setRoster(teacher, 'homework', csv)).rejects.toMatchObject({
      code: 'roster-invalid',
      errors: [{ where: 'line 3, column 2' }],
    });
    expect(await service.assignments.roster(teacher, 'homework')).toEqual(before);
  });

  test('refuses an email of a teacher and a login of somebody else with their lines, and changes nothing', async (context) => {
    const { service, teacher } = await openService(context);
    const set = (csv: string) => service.assignments.setRoster(teacher, 'homework', csv);
    await set('name,email,github\nAda,ada@example.com,ada\n');
    const before = await service.assignments.roster(teacher, 'homework');
    const wrong = `name,email,github\nLinus,linus@example.com,linus\nTea,${teacher.email},\nEve,eve@example.com,ADA\n`;
    await expect(set(wrong)).rejects.toMatchObject({
      code: 'roster-invalid',
      errors: [
        { where: 'line 3, column 2', message: `found "${teacher.email}", who is a teacher, expected a student` },
        {
          where: 'line 4, column 3',
          message: 'found "ada", who is ada@example.com here already, expected a GitHub user name of nobody else',
        },
      ],
    });
    expect(await service.assignments.roster(teacher, 'homework')).toEqual(before);
  });

  test('may swap the logins of two students', async (context) => {
    const { service, teacher } = await openService(context);
    const set = (csv: string) => service.assignments.setRoster(teacher, 'homework', csv);
    await set('name,email,github\nAda,ada@example.com,one\nGrace,grace@example.com,two\n');
    const swapped = await set('name,email,github\nAda,ada@example.com,two\nGrace,grace@example.com,one\n');
    expect(swapped.students.map(({ github }) => github)).toEqual(['two', 'one']);
  });

  test('is for teachers, of assignments that are there', async (context) => {
    const { service, teacher, students } = await openService(context);
    const csv = 'name,email\nAda,ada@example.com\n';
    await expect(service.assignments.setRoster(students[0], 'homework', csv)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(service.assignments.roster(students[0], 'homework')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(service.assignments.setRoster(teacher, 'nothing', csv)).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.assignments.roster(teacher, 'nothing')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of 10,000 students is set, and set again', async (context) => {
    const { service, teacher } = await openService(context);
    const rows = Array.from({ length: 10_000 }, (_, i) => `Student ${i},s${i}@example.com,login-${i}`);
    const csv = `name,email,github\n${rows.join('\n')}`;
    const first = await service.assignments.setRoster(teacher, 'homework', csv);
    expect(first.added).toBe(10_000);
    expect(first.students.every(({ link }) => link !== null)).toBe(true);
    expect(await service.assignments.setRoster(teacher, 'homework', csv)).toMatchObject({ added: 0, kept: 10_000 });
  });
});
