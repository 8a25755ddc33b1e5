import { stringify } from 'csv-stringify/sync';
import type { RosterCheck, RosterMistake } from '../../core/roster.ts';
import type { People } from '../../store/contract/people.ts';
import { inOrder, MAX_SHOWN } from './mistake.ts';
import { readRoster } from './parse.ts';
import { checkedDigest, planRoster, refusedRows } from './plan.ts';
import { decode } from './read.ts';

/** The longest part of a line that is shown beside its mistake. */
const MAX_SOURCE = 200;

/** Holds a CSV file against the books, and stores nothing. */
export async function checkRoster(people: People, assignment: string, csv: Uint8Array | string): Promise<RosterCheck> {
  const { rows, mistakes } = readRoster(csv);
  if (mistakes.length > 0) return told(mistakes, csv);
  const books = await people.rosterBooks(assignment, rows);
  const refused = refusedRows(rows, books);
  if (refused.length > 0) return told(refused, csv);
  return {
    fits: true,
    plan: planRoster(rows, books),
    csv: stringify([['name', 'email', 'github'], ...rows.map(({ name, email, github }) => [name, email, github])]),
    checked: checkedDigest(assignment, rows, books),
  };
}

function told(mistakes: readonly RosterMistake[], csv: Uint8Array | string): RosterCheck {
  const decoded = decode(csv);
  const text = typeof decoded === 'string' ? decoded : null;
  const lines = text?.split('\n');
  return {
    fits: false,
    mistakes: inOrder(mistakes)
      .slice(0, MAX_SHOWN)
      .map((mistake) => ({ ...mistake, source: lines?.[mistake.line - 1]?.slice(0, MAX_SOURCE) ?? null })),
    count: mistakes.length,
    text,
  };
}
