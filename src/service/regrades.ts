import { setImmediate } from 'node:timers/promises';
import { newId } from '../core/job.ts';
import type { RegradeRequest, RegradeView } from '../core/wire/grades.ts';
import type { Person } from '../store/contract/people.ts';
import type { Regrade } from '../store/contract/regrades.ts';
import { isAway } from './away.ts';
import { namesOf } from './grades/view.ts';
import { notFound, requireTeacher } from './people/guard.ts';
import { countingSubmissions } from './regrades/counting.ts';
import { judgeAgain } from './regrades/judge.ts';
import { publishRegrade } from './regrades/publish.ts';
import { nothingToGrade, notReady, oneAtATime } from './regrades/refusals.ts';
import { regradeItem, regradeView } from './regrades/view.ts';
import type { GradeService, ServiceDependencies } from './service.ts';

type Dependencies = Pick<ServiceDependencies, 'store' | 'queue' | 'graders' | 'diagnoses' | 'log'>;
type RegradeService = Pick<
  GradeService,
  'regrade' | 'regrades' | 'regradeItems' | 'regradeItem' | 'regradeView' | 'publish' | 'discard'
>;

/**
 * Grading again by the current version. `judgeOnly` judges every attempt, because another one may be best afterwards; else the submission that
 * counts for each person runs again and no other, to spare the machines.
 */
export function regradeService({ store, queue, graders, diagnoses, log }: Dependencies): RegradeService {
  const { regrades } = store;
  return {
    async regrade(viewer, id, request) {
      requireTeacher(viewer);
      const version = await store.assignments.current(id);
      if (!version) throw notFound('assignment', id);
      const { assignment } = version;
      const gradable = await gradableOf(id, request);
      await refuseSecond(id);
      const draft = newRegrade(viewer, id, assignment.digest, request);
      const added = await begin().catch(async (error: unknown) => {
        await refuseSecond(id);
        throw error;
      });
      log.info({ regrade: added.id, assignment: id, mode: added.mode, by: viewer.id }, 'regrade begun');
      if (added.mode === 'judge' && added.publishWhenReady) await publishRegrade(store, added, viewer.id);
      return view(added.id);

      async function begin(): Promise<Regrade> {
        if (request.judgeOnly) {
          return regrades.addJudged(
            draft,
            await judgeAgain(store.submissions, gradable, assignment, { graders, diagnoses }),
          );
        }
        const counting = await countingSubmissions(store.grades, id, gradable);
        return regrades.addRuns(
          draft,
          counting.map(({ submission }) => ({ submission, run: newId() })),
        );
      }
    },

    async regrades(viewer, id) {
      requireTeacher(viewer);
      if (!(await store.assignments.current(id))) throw notFound('assignment', id);
      const nameOf = namesOf(store.people);
      const views: RegradeView[] = [];
      for (const regrade of await regrades.list(id)) {
        views.push(await regradeView(store, regrade, nameOf));
        await setImmediate();
      }
      return views;
    },

    async regradeItems(viewer, id) {
      requireTeacher(viewer);
      if (!(await store.assignments.current(id))) throw notFound('assignment', id);
      const nameOf = namesOf(store.people);
      return Promise.all((await regrades.list(id)).map((regrade) => regradeItem(store, regrade, nameOf)));
    },

    async regradeItem(viewer, id, regrade) {
      requireTeacher(viewer);
      return regradeItem(store, await existing(id, regrade), namesOf(store.people));
    },

    async regradeView(viewer, id, regrade) {
      requireTeacher(viewer);
      return view((await existing(id, regrade)).id);
    },

    async publish(viewer, id, regradeId) {
      requireTeacher(viewer);
      const regrade = await existing(id, regradeId);
      if (await publishRegrade(store, regrade, viewer.id)) {
        log.info({ regrade: regradeId, assignment: id, by: viewer.id }, 'regrade published');
        return view(regradeId);
      }
      // Published already, by this call before or by another process: that is what was asked for.
      const { state } = await existing(id, regradeId);
      if (state !== 'published') throw notReady(regradeId, state);
      return view(regradeId);
    },

    async discard(viewer, id, regradeId) {
      requireTeacher(viewer);
      const regrade = await existing(id, regradeId);
      const discarded = await regrades.discard(regradeId, new Date().toISOString());
      if (!discarded) {
        const { state } = await existing(id, regradeId);
        if (state === 'published') throw notReady(regrade.id, state);
        return view(regradeId);
      }
      log.info({ regrade: regradeId, assignment: id, by: viewer.id }, 'regrade discarded');
      await stopAll(discarded.cancelled);
      return view(regradeId);
    },
  };

  async function gradableOf(id: string, { student, students }: RegradeRequest) {
    const wanted = students ?? (student === undefined ? undefined : [student]);
    const people = await Promise.all([...new Set(wanted)].map(knownPerson));
    const gradable =
      wanted === undefined
        ? await store.regrades.gradable(id)
        : (await Promise.all(people.map((person) => store.regrades.gradable(id, person.id)))).flat();
    if (gradable.length > 0) return gradable;
    throw nothingToGrade(people);
  }

  async function knownPerson(id: string): Promise<Person> {
    const person = await store.people.person(id);
    if (!person) throw notFound('student', id);
    return person;
  }

  async function refuseSecond(id: string): Promise<void> {
    const other = (await regrades.list(id)).find(({ state }) => state === 'running' || state === 'ready');
    if (!other) return;
    throw oneAtATime(other);
  }

  async function existing(id: string, regradeId: string): Promise<Regrade> {
    const regrade = await regrades.get(regradeId);
    if (regrade?.assignment !== id) throw notFound('regrade', regradeId);
    return regrade;
  }

  async function view(regradeId: string) {
    const regrade = await regrades.get(regradeId);
    if (!regrade) throw notFound('regrade', regradeId);
    return regradeView(store, regrade, namesOf(store.people));
  }

  /** The books say that they are cancelled. Where the queue is away, the keeper takes them out later. */
  async function stopAll(cancelled: readonly string[]): Promise<void> {
    try {
      for (const id of cancelled) await queue.cancel(id);
    } catch (error) {
      if (!isAway(error)) throw error;
      log.warn({ error }, 'queue is away: cancelled submissions are taken out later');
    }
  }
}

function newRegrade(viewer: Person, assignment: string, digest: string, request: RegradeRequest): Regrade {
  return {
    id: newId(),
    assignment,
    digest,
    mode: request.judgeOnly ? 'judge' : 'run',
    publishWhenReady: !request.preview,
    state: request.judgeOnly ? 'ready' : 'running',
    createdAt: new Date().toISOString(),
    createdBy: viewer.id,
    endedAt: null,
  };
}
