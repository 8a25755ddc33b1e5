import type { Evidence, Overrun, StartEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { Usage } from './disk-usage.ts';
import type { Place } from './places.ts';

/** Places that are told, each of which holds at least one part in so many. */
const TOLD = 5;
const WORTH = 100;
const OPEN_FILES = 'open files';

/** A running stack wrote more than it may: a fact about the submission, thrown to end the stage that goes on. */
export class StackOverrun extends Error {
  readonly facts: Omit<Overrun, 'stage'>;

  constructor(facts: Omit<Overrun, 'stage'>) {
    super('the stack wrote more than it may');
    this.name = 'StackOverrun';
    this.facts = facts;
  }
}

/**
 * What a stack wrote in all, where, and which limit that passes; null when none.
 * @param usage null: there was too much to be counted in time, which only a great many files bring about
 * @param open bytes of files without a name
 */
export function written(
  places: readonly Place[],
  usage: ReadonlyMap<string, Usage> | null,
  open: number,
  most: { bytes: number; files: number },
): Omit<Overrun, 'stage' | 'limit'> & { limit: Overrun['limit'] | null } {
  const found = places.flatMap(({ kind, name, path }) => {
    const { bytes, files } = usage?.get(path) ?? { bytes: 0, files: null };
    return bytes > 0 ? [{ kind, name, bytes, files }] : [];
  });
  const all = open > 0 ? [...found, { kind: 'open' as const, name: OPEN_FILES, bytes: open, files: null }] : found;
  const bytes = all.reduce((sum, place) => sum + place.bytes, 0);
  const files = all.reduce<number | null>(
    (sum, place) => (place.files === null ? sum : (sum ?? 0) + place.files),
    null,
  );
  const ofFiles = usage === null || (files ?? 0) > most.files;
  const of = bytes > most.bytes ? 'bytes' : ofFiles ? 'files' : null;
  const order = of === 'files' ? ('files' as const) : ('bytes' as const);
  const worth = all.filter((place) => (place[order] ?? 0) * WORTH >= (order === 'files' ? (files ?? 0) : bytes));
  const largest = worth.toSorted((a, b) => (b[order] ?? 0) - (a[order] ?? 0)).slice(0, TOLD);
  return { bytes, files, places: largest, limit: of && { of, most: most[of] } };
}

/** Writes it down: into the start that was over, or as a start that was stopped. */
export function recordOverrun(evidence: Evidence, stage: string, facts: StackOverrun['facts'], seconds: number): void {
  const at = (['probe', 'persistence', 'drills'] as const).find((name) => name === stage) ?? 'start';
  const overrun: Overrun = { stage: at, ...facts };
  evidence.start = { ...(evidence.start ?? stoppedStart(seconds)), overrun };
}

export function overrunDetail({ limit }: StackOverrun['facts']): Text {
  return limit.of === 'bytes'
    ? { en: 'the stack wrote more than it may', es: 'la aplicación escribió más de lo permitido' }
    : { en: 'the stack made more files than it may', es: 'la aplicación creó más archivos de los permitidos' };
}

function stoppedStart(seconds: number): StartEvidence {
  const attempt = { seconds, failure: null, timedOut: false, services: [], answer: null, ready: false };
  return { attempts: [attempt], port: null, connections: null, database: null };
}
