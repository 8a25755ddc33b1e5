import type { GradeHistory, GradeQueryWire } from '../core/wire/grades.ts';
import type { AssignmentVersion } from '../store/contract/assignments.ts';
import type { GradeQuery, GradeRow } from '../store/contract/grades.ts';
import { possiblePoints } from './assignments/view.ts';
import { requireBelow } from './grades/bound.ts';
import { gradeMatrix } from './grades/matrix.ts';
import { gradeRows } from './grades/rows.ts';
import { gradeStatistics } from './grades/statistics.ts';
import { gradeView, namesOf, newestById } from './grades/view.ts';
import { notFound, requireTeacher } from './people/guard.ts';
import { regradeService } from './regrades.ts';
import type { GradeService, ServiceDependencies } from './service.ts';

type Dependencies = Pick<ServiceDependencies, 'store' | 'queue' | 'graders' | 'diagnoses' | 'log'>;

export function gradeService(deps: Dependencies): GradeService {
  const { store, graders, log } = deps;
  const { grades, people } = store;
  return {
    ...regradeService(deps),
    ...gradeMatrix(deps),
    ...gradeStatistics(deps),

    async table(viewer, id, query) {
      requireTeacher(viewer);
      const points = await pointsOf(id);
      const { page, perPage } = query;
      const { rows, total } = await grades.rows(id, {
        ...storeQuery(query),
        offset: (page - 1) * perPage,
        limit: perPage,
      });
      const nameOf = namesOf(people);
      const views = await Promise.all(rows.map((row) => gradeView(row, points, nameOf)));
      return { assignment: id, total, page, perPage, grades: views };
    },

    async newest(viewer, id, students) {
      requireTeacher(viewer);
      return newestById(await grades.newest(students, id));
    },

    async *all(viewer, id, query) {
      requireTeacher(viewer);
      const points = await pointsOf(id);
      const nameOf = namesOf(people);
      for await (const row of gradeRows(grades, id, storeQuery(query))) yield gradeView(row, points, nameOf);
    },

    async history(viewer, id, student): Promise<GradeHistory> {
      if (viewer.id !== student && viewer.role !== 'teacher') throw notFound('grade of', student);
      const points = await pointsOf(id);
      const row = await rowOf(id, student);
      const nameOf = namesOf(people);
      const changes = await grades.history(id, student);
      const history = changes.map(async (change) => ({ ...change, by: change.by && (await nameOf(change.by)) }));
      return { grade: await gradeView(row, points, nameOf), history: await Promise.all(history) };
    },

    async override(viewer, id, student, { score, reason }) {
      requireTeacher(viewer);
      const points = await pointsOf(id);
      const before = await rowOf(id, student);
      if (score !== null) requireBelow(score, before.possible ?? points);
      const nameOf = namesOf(people);
      // What is not there cannot be taken away, and leaves no line in the history.
      if (score === null && before.override === null) return gradeView(before, points, nameOf);
      const change = { by: viewer.id, at: new Date().toISOString(), reason };
      const row = await grades.setOverride(id, student, score === null ? null : { ...change, score }, change);
      log.info({ assignment: id, student, by: viewer.id, removed: score === null }, 'grade set by hand');
      return gradeView(row, points, nameOf);
    },
  };

  async function pointsOf(id: string): Promise<number> {
    const version: AssignmentVersion | null = await store.assignments.current(id);
    if (!version) throw notFound('assignment', id);
    return possiblePoints(version.assignment, graders);
  }

  async function rowOf(id: string, student: string): Promise<GradeRow> {
    const row = await grades.row(id, student);
    if (!row) throw notFound('grade of', student);
    return row;
  }
}

function storeQuery({ search, only, lost, sort, order }: GradeQueryWire): Omit<GradeQuery, 'offset' | 'limit'> {
  return {
    sort,
    descending: order === 'desc',
    ...(search === undefined ? {} : { search }),
    ...(only === undefined ? {} : { only }),
    ...(lost === undefined ? {} : { lost }),
  };
}
