import type { GradeView } from '../../core/wire/grades.ts';
import type { NewestView } from '../../core/wire/matrix.ts';
import type { GradeRow, Newest } from '../../store/contract/grades.ts';
import type { People } from '../../store/contract/people.ts';

/** Names of people by their ids, each looked up once; null stays null, somebody who is no longer known keeps the id. */
export type NameOf = (person: string) => Promise<string>;

export function namesOf(people: Pick<People, 'person'>): NameOf {
  const known = new Map<string, Promise<string>>();
  return (id) => {
    const name = known.get(id) ?? people.person(id).then((person) => person?.name ?? id);
    known.set(id, name);
    return name;
  };
}

/**
 * A row of the grade table. `possible` belongs to the version that the counting submission was graded by; a score that was set by hand where
 * nothing was handed in counts out of `points`, those of the current version.
 */
export async function gradeView(row: GradeRow, points: number, nameOf: NameOf): Promise<GradeView> {
  const { person, override, final, score, possible, attempts, lateDays, penalty, submission, submittedAt } = row;
  return {
    student: { id: person.id, name: person.name, email: person.email, github: person.github },
    score: final,
    possible: possible ?? (override === null ? null : points),
    computed: score,
    override: override && { ...override, by: await nameOf(override.by) },
    attempts,
    lateDays,
    penalty,
    submission,
    submittedAt,
    enrolled: row.enrolled,
  };
}

/** By the id of the person. */
export function newestById(all: readonly Newest[]): Map<string, NewestView> {
  return new Map(all.map(({ person, submission, state, outcome }) => [person, { submission, state, outcome }]));
}
