import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { GradeFilter } from '../../src/store/contract/grades.ts';
import { standing } from '../../src/store/migrations/0004-standing.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { at, type Books, compute, failed, HOMEWORK, overBoth, REPOSITORY } from './books.ts';

async function namesOf({ store }: Books, only: GradeFilter): Promise<string[]> {
  const { rows } = await store.grades.rows(HOMEWORK, { sort: 'name', descending: false, offset: 0, limit: 100, only });
  return rows.map(({ person }) => person.name);
}

overBoth((open, kind) => {
  test('a store from before the table knew who handed in finds it out of all submissions', async (context) => {
    const books = await open(context);
    const { submissions, grades } = books.store;
    const [graded, waits, cancelled, fault, both] = await Promise.all(
      ['graded', 'waits', 'cancelled', 'fault', 'fault and graded'].map((name) => books.student(name)),
    );
    if (!graded || !waits || !cancelled || !fault || !both) throw new Error('there are five');
    await books.grade(graded, 60);
    await submissions.cancel((await books.accept(cancelled)).id, 'asked', at(1));
    for (const student of [fault, both]) {
      await submissions.finish((await books.begin(student)).id, failed, at(1), compute);
    }
    await books.grade(both, 70);
    await books.accept(waits);
    const [submitted, missing] = [await namesOf(books, 'submitted'), await namesOf(books, 'missing')];
    expect([submitted, missing]).toEqual([
      ['fault and graded', 'graded', 'waits'],
      ['cancelled', 'fault'],
    ]);
    const counted = await grades.statistics(HOMEWORK);
    const { address } = books;
    const { db } = 'file' in address ? openSqlite(address.file) : openPostgres(address.url);
    context.onTestFinished(() => db.destroy());
    for (const index of ['grades_not_handed_in', 'grades_by_result', 'verdicts_lost']) {
      await sql`drop index ${sql.ref(index)}`.execute(db);
    }
    for (const column of ['handed_in', 'result']) {
      await sql`alter table grades drop column ${sql.ref(column)}`.execute(db);
    }
    await standing(db, kind);
    expect([await namesOf(books, 'submitted'), await namesOf(books, 'missing')]).toEqual([submitted, missing]);
    expect(await (await books.another()).grades.statistics(HOMEWORK)).toEqual(counted);
  });

  test('who cancels one and hands in another at the same time has handed in', async (context) => {
    const books = await open(context);
    const other = await books.another();
    const students = await Promise.all(Array.from({ length: 20 }, (_, index) => books.student(`s${index}`)));
    const first = await Promise.all(students.map((student) => books.accept(student)));
    await Promise.all(
      students.flatMap((student, index) => [
        other.submissions.cancel(first[index]?.id ?? '', 'asked', at(1)),
        books.accept(student, { repository: `${REPOSITORY}-other` }),
      ]),
    );
    expect((await books.store.submissions.counts()).cancelled).toBe(students.length);
    expect(await namesOf(books, 'missing')).toEqual([]);
  });
});
