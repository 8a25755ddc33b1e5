import type { Person } from '../../../src/store/contract/people.ts';
import type { Served } from '../../api/fixtures/served.ts';
import { CLOSED, LATE, OPEN } from './assignments.ts';
import type { Endings } from './endings.ts';
import { type HandIn, handIn } from './hand-in.ts';
import type { Kind } from './homework.ts';

/** How the homeworks of the class are, one student after the other. */
const CLASS: Kind[] = ['good', 'no-volume', 'good', 'root', 'endpoint', 'no-volume', 'good', 'crash', 'good', 'build'];
/** What the first student tried, one after the other. */
const TRIED: Kind[] = ['refused', 'build', 'crash', 'endpoint', 'fault', 'root', 'hostile', 'no-volume', 'good'];

/** One student hands in again and again; what waits would be replaced by what comes next. Returns the ids. */
export async function tryAgainAndAgain(
  served: Served,
  kinds: Map<string, Kind>,
  endings: Endings,
  person: Person,
): Promise<Record<Kind, string>> {
  const ids: [Kind, string][] = [];
  for (const [index, kind] of TRIED.entries()) {
    const hoursAgo = 3 * (TRIED.length - index);
    const id = await handIn(served, kinds, { person, assignment: OPEN.id, kind, hoursAgo, attempt: index + 1 });
    ids.push([kind, id]);
    await served.service.keeper.reconcile();
    await endings.of(id);
  }
  return Object.fromEntries(ids) as Record<Kind, string>;
}

/** Most students hand in most assignments, the other ones of them never. */
export async function handInAll(
  served: Served,
  kinds: Map<string, Kind>,
  endings: Endings,
  students: readonly Person[],
): Promise<void> {
  const ids = await Promise.all(students.flatMap(homeworks).map((one) => handIn(served, kinds, one)));
  await served.service.keeper.reconcile();
  await Promise.all(ids.map((id) => endings.of(id)));
}

function homeworks(person: Person, index: number): HandIn[] {
  const kindAt = (place: number) => CLASS[place % CLASS.length] ?? 'good';
  const hoursAgo = 1 + ((index * 7) % 60);
  return [
    ...(index > 0 && index % 9 !== 8 ? [{ person, assignment: OPEN.id, kind: kindAt(index), hoursAgo }] : []),
    ...(index % 3 !== 2 ? [{ person, assignment: LATE.id, kind: kindAt(index + 6), hoursAgo }] : []),
    ...(index % 4 !== 3 ? [{ person, assignment: CLOSED.id, kind: kindAt(index + 3), hoursAgo: 24 * 21 + index }] : []),
  ];
}
