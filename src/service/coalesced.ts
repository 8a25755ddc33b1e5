/**
 * Does the work once at a time. A call while it goes on is served by one more turn, which begins when the present one has ended and which all calls
 * of that time share: so each caller knows that the work was begun after its call.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let going: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    going = work().finally(() => {
      going = null;
    });
    return going;
  };
  return () => {
    if (next !== null) return next;
    if (going === null) return begin();
    next = going
      .catch(() => undefined)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
