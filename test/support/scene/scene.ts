import type { Person } from '../../../src/store/contract/people.ts';
import { type Served, serveAll } from '../../api/fixtures/served.ts';
import { CLOSED, LATE, OPEN, OPEN_CHANGED } from './assignments.ts';
import { handInAll, tryAgainAndAgain } from './class.ts';
import { listenForEndings } from './endings.ts';
import type { Kind } from './homework.ts';
import { HOSTILE_NAME, ROSTER } from './people.ts';
import { addTroubledWorker } from './trouble.ts';
import { leaveUnfinished, type Unfinished } from './unfinished.ts';
import { workOf } from './work.ts';

type Class = [Person, Person, Person, Person, ...Person[]];

/** A course in the middle of its term, on a service of a test file's own. */
export interface Scene extends Omit<Unfinished, 'gate'> {
  served: Served;
  teacher: Person;
  students: Class;
  /** Who is called what nobody should be called. */
  hostile: Person;
  /** What the first student tried for the open assignment: ids, by how it was. */
  tried: Record<Kind, string>;
  /** A regrade of the open assignment that waits for being published. */
  regrade: string;
  /** Lets the one that runs go on, and what waits behind it. */
  finish(): void;
  close(): Promise<void>;
}

/** Everything goes through the real service, queue and books; only what the workers find is known beforehand. */
export async function openScene(): Promise<Scene> {
  const { served, close } = await serveAll();
  const { service, store, teacher } = served;
  const kinds = new Map<string, Kind>();
  const work = workOf(kinds);
  for (const { yaml } of [OPEN, LATE, CLOSED]) await served.publish(yaml);
  const students = await enrol(store.people);

  const endings = listenForEndings(service.keeper);
  service.keeper.start();
  const worker = served.worker(work, 4);
  const tried = await tryAgainAndAgain(served, kinds, endings, students[0]);
  await handInAll(served, kinds, endings, students);
  await worker.drain(AbortSignal.abort());

  const reasons = ['Shown in class: the volume is there.', 'Agreed in the <b>office hour</b>; see the mail.'];
  for (const [index, reason] of reasons.entries()) {
    await service.grades.override(teacher, OPEN.id, students[2 + index]?.id ?? '', { score: 80 - index, reason });
  }
  await served.publish(OPEN_CHANGED);
  const regrade = await service.grades.regrade(teacher, OPEN.id, { judgeOnly: true, preview: true });
  const { gate, ...unfinished } = await leaveUnfinished(served, kinds, work, students);
  const endTrouble = await addTroubledWorker(served);
  return {
    served,
    teacher,
    students,
    hostile: students.find(({ name }) => name === HOSTILE_NAME) ?? students[0],
    tried,
    ...unfinished,
    regrade: regrade.id,
    finish: gate.open,
    async close() {
      await endTrouble();
      await close();
    },
  };
}

/** The same class for each of the three. What the roster of a file may not hold is put into the books all the same: pages must bear it. */
async function enrol(people: Served['store']['people']): Promise<Class> {
  const now = new Date().toISOString();
  for (const { id } of [LATE, CLOSED]) await people.setRoster(id, ROSTER, now);
  const [first, second, third, fourth, ...more] = (await people.setRoster(OPEN.id, ROSTER, now)).map(
    (row) => row.person,
  );
  if (!first || !second || !third || !fourth) throw new Error('a class has students');
  return [first, second, third, fourth, ...more];
}
