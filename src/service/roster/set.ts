import { DockgradeError } from '../../core/errors.ts';
import type { RosterView } from '../../core/wire/people.ts';
import type { People, Person } from '../../store/contract/people.ts';
import { personView } from '../people/guard.ts';
import { linkTo, newToken, storedToken } from '../tokens.ts';
import { rosterError } from './mistake.ts';
import { type PlacedRow, parseRoster } from './parse.ts';
import { checkedDigest, refusedRows } from './plan.ts';

interface NewRoster {
  assignment: string;
  csv: Uint8Array | string;
  /** Of the check whose outcome is to be stored; undefined: without a check. */
  checked: string | undefined;
}

/**
 * Makes the students of an assignment those of a CSV file. Throws `roster-invalid`, and `conflict` where it is not what was checked any more; then
 * nothing was stored.
 */
export async function setRoster(
  people: People,
  url: string,
  { assignment, csv, checked }: NewRoster,
): Promise<RosterView> {
  const rows = parseRoster(csv);
  const plain = rows.map(({ name, email, github }) => ({ name, email, github }));
  const entries = await people
    .setRoster(assignment, plain, new Date().toISOString(), (books) => {
      if (checked !== undefined && checked !== checkedDigest(assignment, rows, books)) throw changedSince();
    })
    .catch(async (error: unknown) => {
      throw await explained(error, assignment, rows, people);
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
  const known = entries.filter(({ isNew }) => !isNew).map(({ person }) => person.id);
  const have = await people.withLink(known);
  const links = new Map<string, string>();
  for (const { person } of entries) if (!have.has(person.id)) links.set(person.id, newToken('link'));
  await people.addTokens(
    [...links].map(([person, token]) => storedToken(token, { person, kind: 'link', name: 'personal link' })),
  );
  return links;
}

/** What the store calls a `conflict` stands in lines of the file: an email of a teacher, a login of somebody else. */
async function explained(
  error: unknown,
  assignment: string,
  rows: readonly PlacedRow[],
  people: People,
): Promise<unknown> {
  if (!(error instanceof DockgradeError) || error.code !== 'conflict') return error;
  const mistakes = refusedRows(rows, await people.rosterBooks(assignment, rows));
  return mistakes.length > 0 ? rosterError(mistakes) : error;
}

function changedSince(): DockgradeError {
  return new DockgradeError('conflict', 'The roster, or somebody on it, was changed since it was checked.', {
    remedy: 'Nothing was stored. Look at the new check, then store it.',
    es: {
      message: 'La lista, o alguien que está en ella, cambió después de la revisión.',
      remedy: 'No se guardó nada. Mira la nueva revisión y después guárdala.',
    },
  });
}
