import { quote } from '../../core/assignment/mistake.ts';
import { DockgradeError } from '../../core/errors.ts';
import type { RosterView } from '../../core/wire/people.ts';
import type { People, Person } from '../../store/contract/people.ts';
import { personView } from '../people/guard.ts';
import { linkTo, newToken, storedToken } from '../tokens.ts';
import { type RosterMistake, rosterError } from './mistake.ts';
import { type PlacedRow, parseRoster } from './parse.ts';

/** How many people are looked up at a time. */
const AT_ONCE = 100;

/** Makes the students of an assignment those of a CSV file. Throws `roster-invalid`; then nothing was stored. */
export async function setRoster(
  people: People,
  url: string,
  assignment: string,
  csv: Uint8Array | string,
): Promise<RosterView> {
  const rows = parseRoster(csv);
  const plain = rows.map(({ name, email, github }) => ({ name, email, github }));
  const entries = await people.setRoster(assignment, plain, new Date().toISOString()).catch(async (error: unknown) => {
    throw await explained(error, rows, people);
  });
  const links = await newLinks(people, entries);
  return {
    added: entries.filter(({ isNew }) => isNew).length,
    kept: entries.filter(({ isNew }) => !isNew).length,
    students: entries.map(({ person }) => {
      const token = links.get(person.id);
      return { ...personView(person), link: token === undefined ? null : linkTo(url, token) };
    }),
  };
}

/** A link for each who has none: who is new, and who got none because a process ended between roster and links. */
async function newLinks(
  people: People,
  entries: readonly { person: Person; isNew: boolean }[],
): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  for (let first = 0; first < entries.length; first += AT_ONCE) {
    const some = entries.slice(first, first + AT_ONCE);
    const have = await Promise.all(some.map(async ({ person, isNew }) => !isNew && (await hasLink(people, person.id))));
    for (const [index, { person }] of some.entries()) if (!have[index]) links.set(person.id, newToken('link'));
  }
  await people.addTokens(
    [...links].map(([person, token]) => storedToken(token, { person, kind: 'link', name: 'personal link' })),
  );
  return links;
}

async function hasLink(people: People, person: string): Promise<boolean> {
  return (await people.tokens(person)).some(({ kind }) => kind === 'link');
}

/** What the store calls a `conflict` stands in lines of the file: an email of a teacher, a login of somebody else. */
async function explained(error: unknown, rows: readonly PlacedRow[], people: People): Promise<unknown> {
  if (!(error instanceof DockgradeError) || error.code !== 'conflict') return error;
  const mistakes: RosterMistake[] = [];
  for (const { line, columns, email, github } of rows) {
    const owner = await people.byEmail(email);
    if (owner?.role === 'teacher') {
      mistakes.push({ line, column: columns.email, found: `${quote(email)}, who is a teacher`, expected: 'a student' });
    }
    const other = github === null ? null : await people.byGithub(github);
    if (github !== null && other !== null && other.email !== email) {
      const found = `${quote(github)}, who is ${other.email} here already`;
      mistakes.push({ line, column: columns.github, found, expected: 'a GitHub user name of nobody else' });
    }
  }
  return mistakes.length > 0 ? rosterError(mistakes) : error;
}
