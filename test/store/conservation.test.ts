import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { State } from '../../src/core/submission.ts';
import type { Person } from '../../src/store/contract/people.ts';
import { at, type Books, compute, failed, HOMEWORK, known, overBoth, REPOSITORY } from './books.ts';

const step = fc.record({
  what: fc.constantFrom(
    'accept',
    'accept',
    'accept',
    'dispatch',
    'begin',
    'begin',
    'putBack',
    'grade',
    'fail',
    'cancel',
    'release',
  ),
  person: fc.nat(2),
  repository: fc.nat(1),
  pick: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

overBoth((open) => {
  test('whatever happens in whatever order: all that was accepted is in exactly one state, and grades are those of what was graded', async (context) => {
    const books = await open(context);
    /** What should be in the books: everything that was ever accepted. */
    const states = new Map<string, State>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const students = [await books.student(), await books.student(), await books.student()];
        const own: string[] = [];
        for (const one of steps) await take(books, students, own, states, one);
        await compare(books, states, own);
        for (const { id } of students) await compareGrade(books, id, own);
      }),
      { numRuns: 15 },
    );
    expect(states.size).toBeGreaterThan(15);
  });
});

async function take(
  books: Books,
  students: Person[],
  own: string[],
  states: Map<string, State>,
  one: Step,
): Promise<void> {
  const { submissions } = books.store;
  if (one.what === 'dispatch') {
    await submissions.dispatch();
    return;
  }
  if (one.what === 'accept') {
    const student = students[one.person];
    if (!student) throw new Error('there is no such student');
    const accepted = await books.tryAccept(student, { repository: `${REPOSITORY}-${one.repository}` }, { limit: 4 });
    if (accepted.outcome !== 'accepted') return;
    states.set(accepted.submission.id, 'waiting');
    own.push(accepted.submission.id);
    if (accepted.replaced !== null) states.set(accepted.replaced, 'cancelled');
    return;
  }
  const id = own[one.pick % own.length];
  if (id === undefined) return;
  const now = await known(books.store, id);
  const open = now.state === 'waiting' || now.state === 'running';
  if (one.what === 'begin') {
    if (await submissions.markRunning(id, at(1))) moved(states, id, 'waiting', 'running');
  } else if (one.what === 'putBack') {
    if (await submissions.putBack(id)) moved(states, id, 'running', 'waiting');
  } else if (one.what === 'cancel') {
    expect((await submissions.cancel(id, 'asked', at(2))) !== null).toBe(open);
    if (open) states.set(id, 'cancelled');
  } else if (one.what === 'release') {
    if (now.state === 'cancelled') await submissions.releaseSlot(id);
  } else {
    const ending = one.what === 'fail' ? failed : books.graded(now, one.pick % 101);
    expect(await submissions.finish(id, ending, at(3), compute)).toBe(open);
    if (open) states.set(id, 'finished');
  }
}

function moved(states: Map<string, State>, id: string, from: State, to: State): void {
  expect(states.get(id)).toBe(from);
  states.set(id, to);
}

async function compare({ store }: Books, states: Map<string, State>, own: readonly string[]): Promise<void> {
  const counts = await store.submissions.counts();
  const { accepted, waiting, running, finished, cancelled, outcomes } = counts;
  expect(accepted).toBe(states.size);
  expect(waiting + running + finished + cancelled).toBe(accepted);
  expect(outcomes.graded + outcomes.refused + outcomes.error).toBe(finished);
  for (const state of ['waiting', 'running', 'finished', 'cancelled'] as const) {
    expect(counts[state]).toBe([...states.values()].filter((one) => one === state).length);
  }
  for (const id of own) expect((await known(store, id)).state).toBe(states.get(id));
  const slots = (await store.submissions.dispatched()).map(({ person }) => person);
  expect(new Set(slots).size).toBe(slots.length);
}

async function compareGrade({ store }: Books, person: string, own: readonly string[]): Promise<void> {
  const all = await Promise.all(own.map((id) => known(store, id)));
  const results = await Promise.all(
    all
      .filter((one) => one.person === person && one.result !== null)
      .map(({ result }) => store.submissions.result(result ?? '')),
  );
  const row = await store.grades.row(HOMEWORK, person);
  const handedIn = all.some((one) => one.person === person && one.state !== 'cancelled' && one.outcome !== 'error');
  expect(await fits(store, person, 'submitted')).toBe(handedIn);
  expect(await fits(store, person, 'missing')).toBe(row !== null && !handedIn);
  const best = results.length === 0 ? null : Math.max(...results.map((result) => result?.earned ?? -1));
  expect(row?.score ?? null).toBe(best);
  expect(row?.attempts ?? 0).toBe(results.length);
  expect(await store.grades.history(HOMEWORK, person)).toHaveLength(results.length);
}

/** Whether the grade table shows them under this filter. */
async function fits(store: Books['store'], person: string, only: 'submitted' | 'missing'): Promise<boolean> {
  const { rows } = await store.grades.rows(HOMEWORK, { sort: 'name', descending: false, offset: 0, limit: 1000, only });
  return rows.some((row) => row.person.id === person);
}
