import { DockgradeError } from '../../core/errors.ts';
import { newId } from '../../core/job.ts';
import { inChunks } from '../chunks.ts';
import type { Person, RosterBooks, RosterRow } from '../contract/people.ts';
import type { Database, Writer } from '../database.ts';
import { isTaken } from '../faults.ts';
import { listRosterInGrades } from '../grades/listed.ts';
import { rosterBooks } from './roster.ts';
import { namesOf, personColumns, personOf, personRow } from './row.ts';

/** Who adds people holds this lock, so that nobody is added twice at once. */
export const PEOPLE_LOCK = 'people';

interface NewRoster {
  assignment: string;
  rows: readonly RosterRow[];
  now: string;
  approve: ((books: RosterBooks) => void) | undefined;
}

/** Makes the students of an assignment exactly these. */
export async function setRoster(
  database: Database,
  trx: Writer,
  { assignment, rows, now, approve }: NewRoster,
): Promise<{ person: Person; isNew: boolean }[]> {
  await database.lock(trx, PEOPLE_LOCK);
  if (approve) approve(await rosterBooks(trx, assignment, rows));
  const known = await knownPeople(trx, rows);
  await checkLogins(trx, rows);
  const students = rows.map((row) => student(known.get(row.email.toLowerCase()), row, now));
  await writePeople(trx, students);
  await trx.deleteFrom('roster').where('assignment', '=', assignment).execute();
  const ids = [...new Set(students.map(({ person }) => person.id))];
  for (const chunk of inChunks(ids)) {
    await trx
      .insertInto('roster')
      .values(chunk.map((person) => ({ assignment, person })))
      .execute();
  }
  await listRosterInGrades(trx, assignment, ids);
  return students.map(({ person, isNew }) => ({ person, isNew }));
}

async function knownPeople(trx: Writer, rows: readonly RosterRow[]): Promise<Map<string, Person>> {
  const known = new Map<string, Person>();
  for (const chunk of inChunks(rows.map(({ email }) => email.toLowerCase()))) {
    const found = await trx.selectFrom('people').select(personColumns).where('email', 'in', chunk).execute();
    for (const row of found) known.set(row.email, personOf(row));
  }
  return known;
}

/** A login may go from one to another of this roster, but not away from somebody who is not in it. */
async function checkLogins(trx: Writer, rows: readonly RosterRow[]): Promise<void> {
  const emails = new Set(rows.map(({ email }) => email.toLowerCase()));
  const logins = rows.flatMap(({ github }) => (github === null ? [] : [github.toLowerCase()]));
  for (const chunk of inChunks(logins)) {
    const owners = await trx.selectFrom('people').select(['github', 'email']).where('github', 'in', chunk).execute();
    const other = owners.find(({ email }) => !emails.has(email));
    if (other) throw taken(`The GitHub login "${other.github}" belongs to ${other.email}, who is not in the roster.`);
  }
}

interface Student {
  person: Person;
  isNew: boolean;
  isChanged: boolean;
}

function student(known: Person | undefined, row: RosterRow, now: string): Student {
  const { name, email, github } = namesOf(row);
  if (known === undefined) {
    const person: Person = { id: newId(), role: 'student', name, email, github, createdAt: now };
    return { person, isNew: true, isChanged: false };
  }
  if (known.role !== 'student') {
    throw new DockgradeError('conflict', `The email ${email} belongs to a teacher.`, {
      remedy: 'Take the row out, or give the student another email.',
    });
  }
  return {
    person: { ...known, name, github },
    isNew: false,
    isChanged: known.name !== name || known.github !== github,
  };
}

async function writePeople(trx: Writer, students: readonly Student[]): Promise<void> {
  const changed = students.filter(({ isChanged }) => isChanged);
  try {
    // Logins are given up before others take them: two students may exchange theirs.
    for (const chunk of inChunks(changed)) {
      const ids = chunk.map(({ person }) => person.id);
      await trx.updateTable('people').set({ github: null }).where('id', 'in', ids).execute();
    }
    for (const { person } of changed) {
      const { email: _, ...names } = namesOf(person);
      await trx.updateTable('people').set(names).where('id', '=', person.id).execute();
    }
    for (const chunk of inChunks(students.filter(({ isNew }) => isNew))) {
      await trx
        .insertInto('people')
        .values(chunk.map(({ person }) => personRow(person)))
        .execute();
    }
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw taken('An email or a GitHub login stands twice in the roster.', error);
  }
}

function taken(message: string, cause?: unknown): DockgradeError {
  return new DockgradeError('conflict', message, {
    cause,
    remedy: 'Give each student an email and a login of their own; a login may also be left out.',
  });
}
