import type { Insertable, Selectable } from 'kysely';
import type { Person, RosterRow } from '../contract/people.ts';
import type { Tables } from '../tables.ts';
import { folded } from '../text.ts';

export const personColumns = [
  'people.id',
  'people.role',
  'people.name',
  'people.email',
  'people.github',
  'people.created_at',
] as const;

/** PostgreSQL's indices take no long texts. */
const SORTED = 200;

type Row = Pick<Selectable<Tables['people']>, 'id' | 'role' | 'name' | 'email' | 'github' | 'created_at'>;

export function personOf({ id, role, name, email, github, created_at }: Row): Person {
  return { id, role, name, email, github, createdAt: created_at };
}

export function personRow({ id, role, createdAt, ...told }: Person): Insertable<Tables['people']> {
  return { id, role, ...namesOf(told), created_at: createdAt };
}

/** The columns that a row of a roster decides. */
export function namesOf({ name, email, github }: RosterRow) {
  const lower = { email: email.toLowerCase(), github: github?.toLowerCase() ?? null };
  return {
    name,
    ...lower,
    sort_name: folded(name).slice(0, SORTED),
    search: folded([name, lower.email, lower.github ?? ''].join('\n')),
  };
}
