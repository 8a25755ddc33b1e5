import type { RunContext } from './stage.ts';

/** Both at once. When one throws, the other is stopped and waited for, so that nothing goes on behind the teardown's back. */
export async function together<A, B>(
  context: RunContext,
  [first, second]: [(part: RunContext) => Promise<A>, (part: RunContext) => Promise<B>],
): Promise<[A, B]> {
  const stop = new AbortController();
  const part = { ...context, signal: AbortSignal.any([context.signal, stop.signal]) };
  const work = [first(part), second(part)] as const;
  try {
    return await Promise.all(work);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(work);
    throw error;
  }
}
