import type { Lang } from '../core/text.ts';
import type { AssignmentItem, AssignmentView } from '../core/wire/assignment.ts';
import type { AssignmentVersion } from '../store/contract/assignments.ts';
import type { Person } from '../store/contract/people.ts';
import { outdatedWarnings } from './assignments/outdated.ts';
import { readAssignment } from './assignments/publish.ts';
import { itemView, rubricView } from './assignments/view.ts';
import { notFound, personView, requireTeacher } from './people/guard.ts';
import { checkRoster } from './roster/check.ts';
import { setRoster } from './roster/set.ts';
import type { AssignmentService, ServiceDependencies } from './service.ts';

type Dependencies = Pick<ServiceDependencies, 'store' | 'graders' | 'defaultRubric' | 'url' | 'log'>;

export function assignmentService(deps: Dependencies): AssignmentService {
  const { store, graders, url, log } = deps;
  return {
    list: (viewer, lang) => items(viewer, lang),

    async listOf(viewer, id, lang) {
      requireTeacher(viewer);
      const student = await store.people.person(id);
      if (student?.role !== 'student') throw notFound('student', id);
      return items(student, lang);
    },

    async get(viewer, id, lang) {
      return view(viewer, await visible(viewer, id), lang);
    },

    async publish(viewer, id, input, lang, from) {
      requireTeacher(viewer);
      const { assignment, source } = readAssignment(id, input, deps);
      const draft = { assignment, source, publishedAt: new Date().toISOString(), publishedBy: viewer.id };
      const { version, changed } = await store.assignments.publish(draft, from);
      if (changed) log.info({ assignment: id, version: version.number, by: viewer.id }, 'assignment published');
      return {
        ...(await view(viewer, version, lang)),
        changed,
        warnings: await outdatedWarnings(store, version, lang),
      };
    },

    async setRoster(viewer, id, csv, checked) {
      requireTeacher(viewer);
      await visible(viewer, id);
      const roster = await setRoster(store.people, url, { assignment: id, csv, checked });
      log.info({ assignment: id, added: roster.added, kept: roster.kept, by: viewer.id }, 'roster set');
      return roster;
    },

    async checkRoster(viewer, id, csv) {
      requireTeacher(viewer);
      await visible(viewer, id);
      return checkRoster(store.people, id, csv);
    },

    async rosterPage(viewer, id, { search, page, perPage }) {
      requireTeacher(viewer);
      await visible(viewer, id);
      const { members, total } = await store.people.rosterPage(id, {
        ...(search === undefined ? {} : { search }),
        offset: (page - 1) * perPage,
        limit: perPage,
      });
      const students = members.map(({ openedAt, ...person }) => ({ ...personView(person), openedAt }));
      return { total, page, perPage, students };
    },

    async roster(viewer, id) {
      requireTeacher(viewer);
      await visible(viewer, id);
      return (await store.people.roster(id)).map(personView);
    },
  };

  async function items(person: Person, lang: Lang): Promise<AssignmentItem[]> {
    const versions = await store.assignments.list(person.role === 'teacher' ? undefined : person.id);
    const now = new Date().toISOString();
    return Promise.all(
      versions.map(async (version) => {
        const used = await store.submissions.attemptsUsed(version.assignment.id, person.id);
        return itemView(version, { used, lang, now, graders });
      }),
    );
  }

  /** The current version, for those who may see it: teachers, and the students of its roster. */
  async function visible(viewer: Person, id: string): Promise<AssignmentVersion> {
    const version = await store.assignments.current(id);
    const allowed = viewer.role === 'teacher' || (await store.people.isEnrolled(id, viewer.id));
    if (!version || !allowed) throw notFound('assignment', id);
    return version;
  }

  /** The file may hold secrets (`files`, `environment`) and the answers that are expected: it is for teachers. */
  async function view(viewer: Person, version: AssignmentVersion, lang: Lang): Promise<AssignmentView> {
    const { assignment, source } = version;
    const used = await store.submissions.attemptsUsed(assignment.id, viewer.id);
    const isTeacher = viewer.role === 'teacher';
    const versions = isTeacher ? await store.assignments.versions(assignment.id) : [];
    return {
      ...itemView(version, { used, lang, now: new Date().toISOString(), graders }),
      rubric: rubricView(assignment, graders, lang),
      source: isTeacher ? source : null,
      versions: versions.map(({ number, assignment: { digest }, publishedAt }) => ({
        version: number,
        digest,
        publishedAt,
      })),
    };
  }
}
