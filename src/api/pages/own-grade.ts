import type { Service } from '../../service/service.ts';
import type { Person } from '../../store/contract/people.ts';

export interface OwnGrade {
  earned: number;
  possible: number;
  /** Why a teacher set it by hand; null where it was computed. */
  byHand: string | null;
  /** The submission that counts. */
  submission: string | null;
}

/** What counts for a student; null before anything was graded, and for teachers, who are in no grade table. */
export async function ownGrade(service: Service, person: Person, assignment: string): Promise<OwnGrade | null> {
  if (person.role === 'teacher') return null;
  const { grade } = await service.grades.history(person, assignment, person.id);
  const { score, possible, override, submission } = grade;
  if (score === null || possible === null) return null;
  return { earned: score, possible, byHand: override?.reason ?? null, submission };
}
