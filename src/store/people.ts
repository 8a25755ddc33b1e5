import { DockgradeError } from '../core/errors.ts';
import type { People, Person } from './contract/people.ts';
import type { Database, Writer } from './database.ts';
import { isTaken } from './faults.ts';
import { makeRosters } from './people/roster.ts';
import { personColumns, personOf, personRow } from './people/row.ts';
import { PEOPLE_LOCK, setRoster } from './people/set-roster.ts';
import { makeTokens } from './people/tokens.ts';

export function makePeople(database: Database): People {
  const one = (column: 'id' | 'email' | 'github', value: string) =>
    database.read(async (db) => {
      const row = await db.selectFrom('people').select(personColumns).where(column, '=', value).executeTakeFirst();
      return row ? personOf(row) : null;
    });
  return {
    ...makeTokens(database),
    ...makeRosters(database),
    person: (id) => one('id', id),
    byEmail: (email) => one('email', email.toLowerCase()),
    byGithub: (login) => one('github', login.toLowerCase()),
    add: (person) => database.write((trx) => add(database, trx, person)),
    setRoster: (assignment, rows, now, approve) =>
      database.write((trx) => setRoster(database, trx, { assignment, rows, now, approve })),
  };
}

async function add({ lock }: Database, trx: Writer, person: Person): Promise<Person> {
  await lock(trx, PEOPLE_LOCK);
  const row = personRow(person);
  try {
    await trx
      .insertInto('people')
      .values(row)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .execute();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new DockgradeError('conflict', `The GitHub login "${row.github}" belongs to somebody else.`, {
      cause: error,
      remedy: 'Leave the login out, or change that of the other person first.',
    });
  }
  return personOf(
    await trx.selectFrom('people').select(personColumns).where('email', '=', row.email).executeTakeFirstOrThrow(),
  );
}
