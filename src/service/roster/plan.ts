import { createHash } from 'node:crypto';
import { quote } from '../../core/assignment/mistake.ts';
import type { RosterMistake, RosterPlan } from '../../core/roster.ts';
import type { Person, RosterBooks, RosterRow } from '../../store/contract/people.ts';
import { personView } from '../people/guard.ts';
import type { PlacedRow } from './parse.ts';
import { isTeacher, ofAnother } from './words.ts';

/** What of these rows the store would refuse: an email of a teacher, a login of somebody who is not among them. */
export function refusedRows(rows: readonly PlacedRow[], { known }: RosterBooks): RosterMistake[] {
  const byEmail = new Map(known.map((person) => [person.email, person]));
  const byLogin = new Map(known.map((person) => [person.github, person]));
  const emails = new Set(rows.map(({ email }) => email));
  return rows.flatMap(({ line, columns, email, github }) => {
    const mistakes: RosterMistake[] = [];
    if (byEmail.get(email)?.role === 'teacher') {
      mistakes.push({ line, column: columns.email, ...isTeacher(quote(email)) });
    }
    const owner = github === null ? undefined : byLogin.get(github);
    if (github !== null && owner !== undefined && !emails.has(owner.email)) {
      mistakes.push({ line, column: columns.github, ...ofAnother(quote(github), owner.email) });
    }
    return mistakes;
  });
}

/** What storing these rows does, where none of them is refused. Pure. */
export function planRoster(rows: readonly RosterRow[], { roster, known }: RosterBooks): RosterPlan {
  const byEmail = new Map(known.map((person) => [person.email, person]));
  const enrolled = new Set(roster.map(({ id }) => id));
  const staying = new Set<string>();
  const plan: RosterPlan = { students: rows.length, added: [], joining: [], kept: 0, leaving: [], changed: [] };
  for (const { name, email, github } of rows) {
    const person = byEmail.get(email);
    if (person === undefined) {
      plan.added.push({ name, email, github });
      continue;
    }
    staying.add(person.id);
    if (enrolled.has(person.id)) plan.kept += 1;
    else plan.joining.push(personView(person));
    if (person.name !== name || person.github !== github)
      plan.changed.push({ before: personView(person), name, github });
  }
  plan.leaving = roster.filter(({ id }) => !staying.has(id)).map(personView);
  return plan;
}

/** Names these rows and the books that they were held against: where it is the same, so is the plan. */
export function checkedDigest(assignment: string, rows: readonly RosterRow[], { roster, known }: RosterBooks): string {
  const plain = rows.map(({ name, email, github }) => [name, email, github]);
  const people = known.map(whole).sort(([a = ''], [b = '']) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const all = [assignment, plain, roster.map(({ id }) => id), people];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

function whole({ id, role, name, email, github }: Person) {
  return [id, role, name, email, github];
}
