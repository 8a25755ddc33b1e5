import { setImmediate } from 'node:timers/promises';
import type { Lang } from '../../core/text.ts';
import type { MatrixColumn, MatrixQueryWire, MatrixRowView } from '../../core/wire/matrix.ts';
import type { MatrixQuery, MatrixRow, MatrixSort } from '../../store/contract/grades.ts';
import { possiblePoints } from '../assignments/view.ts';
import { requireTeacher } from '../people/guard.ts';
import type { GradeService, ServiceDependencies } from '../service.ts';
import { gradeView, namesOf, newestById } from './view.ts';

/** Rows that are read at a time for a file. */
const PAGE = 500;

/** Students × assignments. */
export function gradeMatrix({
  store,
  graders,
}: Pick<ServiceDependencies, 'store' | 'graders'>): Pick<GradeService, 'matrix' | 'wholeMatrix'> {
  return {
    async matrix(viewer, query, lang) {
      requireTeacher(viewer);
      const assignments = await columns(lang);
      const { page, perPage } = query;
      const asked = { ...storeQuery(query), offset: (page - 1) * perPage, limit: perPage };
      const { rows, total } = await store.grades.matrix(asked);
      return { assignments, total, page, perPage, rows: await views(rows, assignments) };
    },

    async wholeMatrix(viewer, query, lang) {
      requireTeacher(viewer);
      const assignments = await columns(lang);
      return { assignments, rows: all(query, assignments) };
    },
  };

  async function columns(lang: Lang): Promise<MatrixColumn[]> {
    const versions = await store.assignments.list();
    return versions.map(({ assignment }) => ({
      id: assignment.id,
      title: assignment.title[lang],
      possible: possiblePoints(assignment, graders),
    }));
  }

  async function* all(query: MatrixQueryWire, assignments: readonly MatrixColumn[]): AsyncGenerator<MatrixRowView> {
    for (let offset = 0; ; offset += PAGE) {
      const { rows, total } = await store.grades.matrix({ ...storeQuery(query), offset, limit: PAGE });
      yield* await views(rows, assignments);
      if (offset + PAGE >= total) return;
      await setImmediate();
    }
  }

  async function views(rows: readonly MatrixRow[], assignments: readonly MatrixColumn[]): Promise<MatrixRowView[]> {
    const points = new Map(assignments.map(({ id, possible }) => [id, possible]));
    const newest = Map.groupBy(
      await store.grades.newest(rows.map(({ person }) => person.id)),
      ({ assignment }) => assignment,
    );
    const byAssignment = new Map([...newest].map(([assignment, found]) => [assignment, newestById(found)]));
    const nameOf = namesOf(store.people);
    return Promise.all(
      rows.map(async ({ person, grades }) => {
        const cells = await Promise.all(
          grades.map(async (row) => ({
            assignment: row.assignment,
            ...(await gradeView(row, points.get(row.assignment) ?? 0, nameOf)),
            newest: byAssignment.get(row.assignment)?.get(person.id) ?? null,
          })),
        );
        const scored = cells.filter(({ score }) => score !== null);
        return {
          student: { id: person.id, name: person.name, email: person.email, github: person.github },
          enrolled: cells.some(({ enrolled }) => enrolled),
          earned: scored.length === 0 ? null : round(scored.reduce((sum, { score }) => sum + (score ?? 0), 0)),
          possible: round(
            cells.reduce((sum, { assignment, possible }) => sum + (possible ?? points.get(assignment) ?? 0), 0),
          ),
          grades: new Map(cells.map(({ assignment, ...grade }) => [assignment, grade])),
        };
      }),
    );
  }
}

function storeQuery({ search, only, sort, order }: MatrixQueryWire): Omit<MatrixQuery, 'offset' | 'limit'> {
  return {
    sort: storeSort(sort),
    descending: order === 'desc',
    ...(search === undefined ? {} : { search }),
    ...(only === undefined ? {} : { only }),
  };
}

function storeSort(sort: MatrixQueryWire['sort']): MatrixSort {
  if (sort === 'name' || sort === 'email' || sort === 'total') return sort;
  return { assignment: sort.slice('assignment.'.length) };
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
