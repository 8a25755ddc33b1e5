import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import type { Judgement } from '../../src/core/judge.ts';
import { blocked, fail, partial, pass, type Verdict } from '../../src/core/verdict.ts';
import type { MatrixQuery } from '../../src/store/contract/grades.ts';
import type { Person } from '../../src/store/contract/people.ts';
import type { Regrade } from '../../src/store/contract/regrades.ts';
import { verdicts } from '../../src/store/migrations/0002-verdicts.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { at, type Books, compute, failed, HOMEWORK, overBoth, resultOf } from './books.ts';

const query: MatrixQuery = { sort: 'name', descending: false, offset: 0, limit: 10 };
const OTHER = 'other';
const said = { en: 'a\u0000b', es: 'a\u0000b' };
const lost = { message: said, expected: said, actual: said, remedy: said };

function line(grader: string, verdict: Verdict, earned: number, possible = 10): Judgement {
  const title = { en: grader, es: grader };
  return {
    grader: { id: grader, group: 'image', title, lesson: '003' },
    verdict,
    points: { earned, possible },
    diagnoses: [],
  };
}

/** Handed in for `homework` and judged so. */
async function judged(
  { begin, graded, store }: Books,
  person: Person,
  lines: Judgement[],
  seconds = 0,
): Promise<string> {
  const submission = await begin(person, { acceptedAt: at(seconds) });
  const ending = graded(submission, 50);
  const result = { ...ending.result, lines };
  await store.submissions.finish(submission.id, { ...ending, result }, at(seconds + 1), compute);
  return submission.id;
}

async function publishOther({ store, version }: Books): Promise<void> {
  const assignment = { ...version, id: OTHER };
  await store.assignments.publish({ assignment, source: 'id: other', publishedAt: at(0), publishedBy: 'teacher' });
}

overBoth((open, kind) => {
  test('the matrix has every person once, with the grades of all assignments, sorted by each and by their sum', async (context) => {
    const books = await open(context);
    const { grades, people } = books.store;
    await publishOther(books);
    const names = ['Zoe', 'Álvaro', 'bea'];
    const rows = names.map((name, index) => ({ name, email: `s${index}@x.org`, github: null }));
    const [zoe, alvaro] = (await people.setRoster(HOMEWORK, rows, at(0))).map((row) => row.person);
    await people.setRoster(OTHER, rows.slice(0, 2), at(0));
    if (!zoe || !alvaro) throw new Error('three are on the roster');
    await books.grade(zoe, 60);
    await books.grade(zoe, 20, { assignment: OTHER });
    await books.grade(alvaro, 70);
    const sorted = async (more: Partial<MatrixQuery>) =>
      (await grades.matrix({ ...query, ...more })).rows.map((row) => row.person.name);
    expect(await sorted({})).toEqual(['Álvaro', 'bea', 'Zoe']);
    expect(await sorted({ descending: true, offset: 1, limit: 1 })).toEqual(['bea']);
    expect(await sorted({ sort: 'email' })).toEqual(['Zoe', 'Álvaro', 'bea']);
    expect(await sorted({ sort: 'total', descending: true })).toEqual(['Zoe', 'Álvaro', 'bea']);
    expect(await sorted({ sort: 'total' })).toEqual(['Álvaro', 'Zoe', 'bea']);
    expect(await sorted({ sort: { assignment: HOMEWORK }, descending: true })).toEqual(['Álvaro', 'Zoe', 'bea']);
    expect((await sorted({ sort: { assignment: OTHER } }))[0]).toBe('Zoe');
    expect(await sorted({ search: 'ALVARO' })).toEqual(['Álvaro']);
    const { rows: all, total } = await grades.matrix({ ...query, limit: 3 });
    expect([total, all.map((row) => row.grades.map(({ assignment, final }) => [assignment, final]))]).toEqual([
      3,
      [
        [
          [HOMEWORK, 70],
          [OTHER, null],
        ],
        [[HOMEWORK, null]],
        [
          [HOMEWORK, 60],
          [OTHER, 20],
        ],
      ],
    ]);
    expect(await sorted({ only: 'submitted' })).toEqual(['Álvaro', 'Zoe']);
    expect(await sorted({ only: 'missing' })).toEqual(['Álvaro', 'bea']);
    expect((await grades.matrix({ ...query, offset: 30 })).rows).toEqual([]);
  });

  test('who left the roster and handed in stays in every table, and is marked', async (context) => {
    const books = await open(context);
    const { grades, people } = books.store;
    const rows = ['Ana', 'Bea'].map((name) => ({ name, email: `${name}@x.org`.toLowerCase(), github: null }));
    const [ana] = (await people.setRoster(HOMEWORK, rows, at(0))).map((row) => row.person);
    if (!ana) throw new Error('Ana is on the roster');
    await books.grade(ana, 60);
    await people.setRoster(HOMEWORK, rows.slice(1), at(1));
    const table = await grades.rows(HOMEWORK, query as typeof query & { sort: 'name' });
    expect(table.rows.map((row) => [row.person.name, row.enrolled])).toEqual([
      ['Ana', false],
      ['Bea', true],
    ]);
    expect((await grades.row(HOMEWORK, ana.id))?.enrolled).toBe(false);
    const left = await grades.matrix({ ...query, only: 'left' });
    expect(left.rows.map((row) => [row.person.name, row.grades[0]?.enrolled])).toEqual([['Ana', false]]);
    expect((await grades.rows(HOMEWORK, { ...query, sort: 'name', only: 'left' })).total).toBe(1);
  });

  test('the newest submission of somebody is told whatever became of it, and a regrade is none', async (context) => {
    const books = await open(context);
    const { grades, regrades } = books.store;
    const [ana, bea] = [await books.student('Ana'), await books.student('Bea')];
    const first = await books.grade(ana, 60);
    const regrade: Regrade = {
      ...{ id: newId(), assignment: HOMEWORK, digest: books.version.digest, mode: 'run', publishWhenReady: false },
      ...{ state: 'running', createdAt: at(90), createdBy: 'teacher', endedAt: null },
    };
    await regrades.addRuns(regrade, [{ submission: first.id, run: newId() }]);
    expect(await grades.newest([ana.id, bea.id], HOMEWORK)).toMatchObject([
      { person: ana.id, submission: first.id, state: 'finished', outcome: 'graded' },
    ]);
    const second = await books.begin(ana, { acceptedAt: at(5), repository: 'https://github.com/ana/second' });
    expect(await grades.newest([ana.id])).toEqual([
      { assignment: HOMEWORK, person: ana.id, submission: second.id, state: 'running', outcome: null },
    ]);
    expect(await grades.newest([])).toEqual([]);
  });

  test('a class is counted over the submissions that count, by their standing results', async (context) => {
    const books = await open(context);
    const { grades, regrades, submissions } = books.store;
    const [ana, bea, cleo] = [await books.student('Ana'), await books.student('Bea'), await books.student('Cleo')];
    const mark = await judged(books, ana, [
      line('volume', fail(lost), 0),
      line('port', pass({ message: said }), 10),
      line('advice', fail(lost), 0, 0),
    ]);
    await judged(books, ana, [line('volume', fail(lost), 0)], 5);
    await judged(books, bea, [
      line('volume', partial({ ...lost, share: 0.5 }), 5),
      line('port', blocked({ message: said, by: 'build' }), 0),
    ]);
    await submissions.finish((await books.begin(cleo)).id, failed, at(9), compute);
    const first = await grades.statistics(HOMEWORK);
    expect(first).toMatchObject({ people: 3, submitted: 2, late: 0, scores: [{ score: 50, people: 2 }] });
    expect(first.verdicts).toEqual([
      { grader: 'port', verdict: 'blocked', people: 1, earned: 0, possible: 10 },
      { grader: 'port', verdict: 'pass', people: 1, earned: 10, possible: 10 },
      { grader: 'volume', verdict: 'fail', people: 1, earned: 0, possible: 10 },
      { grader: 'volume', verdict: 'partial', people: 1, earned: 5, possible: 10 },
    ]);
    const losers = async (grader: string) =>
      (await grades.rows(HOMEWORK, { ...query, sort: 'name', lost: grader })).rows.map((row) => row.person.name);
    expect([await losers('volume'), await losers('port'), await losers('advice')]).toEqual([
      ['Ana', 'Bea'],
      ['Bea'],
      [],
    ]);

    const submission = await submissions.get(mark);
    if (!submission) throw new Error('it was handed in');
    const result = { ...resultOf(submission, 80), lines: [line('volume', pass({ message: said }), 10)] };
    const regrade: Regrade = {
      ...{ id: newId(), assignment: HOMEWORK, digest: books.version.digest, mode: 'judge', publishWhenReady: false },
      ...{ state: 'ready', createdAt: at(90), createdBy: 'teacher', endedAt: null },
    };
    await regrades.addJudged(regrade, [{ submission: mark, result }]);
    expect(await losers('volume')).toEqual(['Ana', 'Bea']);
    await regrades.publish(regrade.id, 'teacher', at(91), compute);
    expect(await losers('volume')).toEqual(['Bea']);
    expect((await grades.statistics(HOMEWORK)).scores).toEqual([
      { score: 50, people: 1 },
      { score: 80, people: 1 },
    ]);
  });

  test('a store from before verdicts were counted gets those of all its results', async (context) => {
    const books = await open(context);
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const person = await books.student(`Student ${index}`);
      ids.push(await judged(books, person, [line('volume', fail(lost), 0), line('port', pass({ message: said }), 10)]));
    }
    const counted = await books.store.grades.statistics(HOMEWORK);
    const { address } = books;
    const { db } = 'file' in address ? openSqlite(address.file) : openPostgres(address.url);
    context.onTestFinished(() => db.destroy());
    await sql`drop table verdicts`.execute(db);
    for (const index of ['grades_by_person', 'grade_changes_of_assignment']) {
      await sql`drop index ${sql.ref(index)}`.execute(db);
    }
    await verdicts(db, kind);
    expect(await books.store.grades.statistics(HOMEWORK)).toEqual(counted);
    expect(counted.verdicts.map(({ people }) => people)).toEqual([ids.length, ids.length]);
  });
});
