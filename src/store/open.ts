import { sql } from 'kysely';
import { makeAssignments } from './assignments.ts';
import type { Database } from './database.ts';
import { makeEvents } from './events.ts';
import { makeGithub } from './github.ts';
import { makeGrades } from './grades.ts';
import { migrate } from './migrate.ts';
import { makeOperations } from './operations.ts';
import { makePeople } from './people.ts';
import { openPostgres } from './postgres.ts';
import { makeRegrades } from './regrades.ts';
import { openSqlite } from './sqlite.ts';
import type { Store, StoreAddress } from './store.ts';
import { makeSubmissions } from './submissions.ts';

/** Opens the store and brings its tables up to date; a file and its folder are made where they are not there. Throws `store-unreachable`. */
export async function openStore(address: StoreAddress): Promise<Store> {
  const database = 'file' in address ? openSqlite(address.file) : openPostgres(address.url);
  try {
    await migrate(database);
  } catch (error) {
    await database.db.destroy();
    throw error;
  }
  return makeStore(database);
}

function makeStore(database: Database): Store {
  return {
    people: makePeople(database),
    assignments: makeAssignments(database),
    submissions: makeSubmissions(database),
    grades: makeGrades(database),
    regrades: makeRegrades(database),
    events: makeEvents(database),
    github: makeGithub(database),
    operations: makeOperations(database),
    async ping() {
      await database.read((db) => sql`select 1`.execute(db));
    },
    close: () => database.db.destroy(),
  };
}
