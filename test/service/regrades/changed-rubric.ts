import type { GradeQueryWire, GradeView } from '../../../src/core/wire/grades.ts';
import { openService, type TestService } from '../../support/service.ts';
import { BUILDING, both, buildsOnly, EVEN, graded, keepsOnly } from '../grades/graded.ts';

export const QUERY: GradeQueryWire = { sort: 'name', order: 'asc', page: 1, perPage: 50 };

/** One student of each kind, graded by `EVEN`; `BUILDING` is current. */
export async function changedRubric(context: Parameters<typeof openService>[0]): Promise<TestService> {
  const service = await openService(context, { students: 3 });
  const { store, students, publish } = service;
  await publish(EVEN);
  for (const [index, evidence] of [both(), buildsOnly(), keepsOnly()].entries()) {
    const student = students[index];
    if (student) await graded(store, student, evidence);
  }
  await publish(BUILDING);
  return service;
}

/** The whole grade table. */
export async function books({ service, teacher }: Pick<TestService, 'service' | 'teacher'>): Promise<GradeView[]> {
  return (await service.grades.table(teacher, 'homework', QUERY)).grades;
}
