import type { Look, LookAtRepository } from '../../core/look.ts';
import { makePlaces } from './places.ts';

type Wanted = Omit<Parameters<LookAtRepository>[0], 'signal'>;

/** Looking takes a few requests to a host: a class of hundreds that types at the same time must neither flood it nor this machine. */
const PLACES = { atOnce: 4, waiting: 40 };
/** Milliseconds for one look with its wait: longer nobody looks at a form. */
const WITHIN = 10_000;
/** Milliseconds for which what was seen is believed: whoever pushes meanwhile sees it soon. */
const FRESH = 20_000;
const REMEMBERED = 500;

export interface Looks {
  /** Null: too many look already, or a newer question of the same person came. Throws what the look throws, and `TimeoutError`. */
  look(person: string, wanted: Wanted): Promise<Look | null>;
}

/** Looks at repositories: few at once, one a person, and not twice in a short time. */
export function makeLooks(lookAtRepository: LookAtRepository): Looks {
  const places = makePlaces(PLACES);
  const seen = new Map<string, { at: number; look: Look }>();
  const asking = new Map<string, AbortController>();

  function remembered(key: string): Look | null {
    const known = seen.get(key);
    return known && performance.now() - known.at < FRESH ? known.look : null;
  }

  function remember(key: string, look: Look): void {
    seen.delete(key);
    seen.set(key, { at: performance.now(), look });
    const [oldest] = seen.keys();
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
  }

  return {
    async look(person, wanted) {
      const { repository, ref, stack } = wanted;
      const key = JSON.stringify([repository, ref, stack.path, stack.file]);
      const newer = new AbortController();
      asking.get(person)?.abort();
      asking.set(person, newer);
      const signal = AbortSignal.any([newer.signal, AbortSignal.timeout(WITHIN)]);
      const work = async () => {
        // The next letter may have been typed while this one waited, or somebody else may have looked.
        signal.throwIfAborted();
        const known = remembered(key);
        if (known) return known;
        const look = await lookAtRepository({ ...wanted, signal });
        remember(key, look);
        return look;
      };
      try {
        return remembered(key) ?? (await places.take(work, signal));
      } catch (error) {
        if (newer.signal.aborted) return null;
        throw error;
      } finally {
        if (asking.get(person) === newer) asking.delete(person);
      }
    },
  };
}
