import { setImmediate } from 'node:timers/promises';
import type { GradeQuery, GradeRow, Grades } from '../../store/contract/grades.ts';

const PAGE = 500;

/** Every row that fits, page by page; between two pages others get their turn. */
export async function* gradeRows(
  grades: Grades,
  assignment: string,
  query: Omit<GradeQuery, 'offset' | 'limit'> = { sort: 'name', descending: false },
): AsyncGenerator<GradeRow> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await grades.rows(assignment, { ...query, offset, limit: PAGE });
    yield* rows;
    if (offset + PAGE >= total) return;
    await setImmediate();
  }
}
