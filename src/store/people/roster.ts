import { inChunks } from '../chunks.ts';
import type { People, Person, RosterBooks, RosterRow } from '../contract/people.ts';
import type { Database, Reader } from '../database.ts';
import { found } from '../grades/fitting.ts';
import { personColumns, personOf } from './row.ts';

type Rosters = Pick<People, 'roster' | 'rosterPage' | 'rosterBooks' | 'isEnrolled' | 'markOpened'>;

/** What is asked of rosters; `set-roster.ts` writes them. */
export function makeRosters({ read, write }: Database): Rosters {
  return {
    roster: (assignment) => read((db) => rosterOf(db, assignment)),
    rosterBooks: (assignment, rows) => read((db) => rosterBooks(db, assignment, rows)),
    rosterPage: (assignment, { search, offset, limit }) =>
      read(async (db) => {
        let fitting = enrolled(db, assignment);
        if (search !== undefined) fitting = fitting.where(found(search));
        const { total } = await fitting.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
        const rows = await fitting
          .select([...personColumns, 'people.opened_at'])
          .orderBy('people.sort_name')
          .orderBy('people.email')
          .offset(offset)
          .limit(limit)
          .execute();
        return { total, members: rows.map((row) => ({ ...personOf(row), openedAt: row.opened_at })) };
      }),
    isEnrolled: (assignment, person) =>
      read(async (db) => {
        const row = await enrolled(db, assignment).select('person').where('person', '=', person).executeTakeFirst();
        return row !== undefined;
      }),
    markOpened: (person, at) =>
      write(async (trx) => {
        await trx
          .updateTable('people')
          .set({ opened_at: at })
          .where('id', '=', person)
          .where('opened_at', 'is', null)
          .execute();
      }),
  };
}

/** See `RosterBooks`. */
export async function rosterBooks(db: Reader, assignment: string, rows: readonly RosterRow[]): Promise<RosterBooks> {
  const known = new Map<string, Person>();
  const emails = rows.map(({ email }) => email.toLowerCase());
  const logins = rows.flatMap(({ github }) => (github === null ? [] : [github.toLowerCase()]));
  for (const [column, values] of [
    ['email', emails],
    ['github', logins],
  ] as const) {
    for (const chunk of inChunks(values)) {
      const people = await db.selectFrom('people').select(personColumns).where(column, 'in', chunk).execute();
      for (const row of people) known.set(row.id, personOf(row));
    }
  }
  return { roster: await rosterOf(db, assignment), known: [...known.values()] };
}

async function rosterOf(db: Reader, assignment: string): Promise<Person[]> {
  const rows = await enrolled(db, assignment)
    .select(personColumns)
    .orderBy('people.sort_name')
    .orderBy('people.email')
    .execute();
  return rows.map(personOf);
}

function enrolled(db: Reader, assignment: string) {
  return db
    .selectFrom('roster')
    .innerJoin('people', 'people.id', 'roster.person')
    .where('roster.assignment', '=', assignment);
}
