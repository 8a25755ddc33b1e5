import type { Keeper } from '../../../src/service/service.ts';

/** Waits for submissions to be in the books: without a clock, and outside of a test runner too. */
export interface Endings {
  /** When this one has finished; also when that was before. */
  of(id: string): Promise<void>;
}

export function listenForEndings(keeper: Keeper): Endings {
  const known = new Map<string, PromiseWithResolvers<void>>();
  const ending = (id: string) => {
    const one = known.get(id) ?? Promise.withResolvers<void>();
    known.set(id, one);
    return one;
  };
  keeper.onFinished(({ submission }) => ending(submission).resolve());
  return { of: (id) => ending(id).promise };
}
