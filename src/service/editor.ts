import { inOrder } from '../core/assignment/mistake.ts';
import { outdatedGrades } from './assignments/outdated.ts';
import { findMistakes, readAssignment } from './assignments/publish.ts';
import type { EditorService } from './editor/contract.ts';
import { dryRun } from './editor/dry-run.ts';
import { exampleNames, exampleSource } from './editor/examples.ts';
import { meaningOf } from './editor/meaning.ts';
import { previewOf } from './editor/preview.ts';
import { namesOf } from './grades/view.ts';
import { notFound, requireTeacher } from './people/guard.ts';
import type { ServiceDependencies } from './service.ts';
import type { Moving } from './submissions.ts';

export function editorService(deps: ServiceDependencies, moving: Moving): EditorService {
  const { store, graders } = deps;
  return {
    async checkAssignment(viewer, id, source, lang) {
      requireTeacher(viewer);
      const { assignment, mistakes } = findMistakes(id, source, deps);
      if (assignment) {
        const meaning = meaningOf(assignment, { graders, lang, now: new Date().toISOString() });
        return { mistakes: [], meaning };
      }
      const told = inOrder(mistakes).map(({ found, expected, ...at }) => ({
        ...at,
        found: found[lang],
        expected: expected[lang],
      }));
      return { mistakes: told, meaning: null };
    },

    async previewRubric(viewer, id, source, signal) {
      requireTeacher(viewer);
      await current(id);
      return previewOf(deps, readAssignment(id, source, deps).assignment, signal);
    },

    async dryRun(viewer, request) {
      requireTeacher(viewer);
      return dryRun(deps, moving, viewer, request);
    },

    async outdated(viewer, id) {
      requireTeacher(viewer);
      return outdatedGrades(store, await current(id));
    },

    async version(viewer, id, number) {
      requireTeacher(viewer);
      const { assignment } = await current(id);
      const found = (await store.assignments.versions(id)).find((one) => one.number === number);
      if (!found) throw notFound('version', `${number}`);
      const { source, publishedAt, publishedBy } = found;
      const { digest } = found.assignment;
      const nameOf = namesOf(store.people);
      return {
        version: number,
        digest,
        source,
        publishedAt,
        publishedBy: await nameOf(publishedBy),
        current: digest === assignment.digest,
      };
    },

    async examples(viewer, lang) {
      requireTeacher(viewer);
      const names = await exampleNames();
      return Promise.all(
        names.map(async (id) => {
          const { assignment, source } = readAssignment(null, await exampleSource(id), deps);
          return { id, title: assignment.title[lang], source };
        }),
      );
    },
  };

  async function current(id: string) {
    const version = await store.assignments.current(id);
    if (!version) throw notFound('assignment', id);
    return version;
  }
}
