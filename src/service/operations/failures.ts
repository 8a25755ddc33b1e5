import type { Submission } from '../../core/submission.ts';
import type { FailureItem, OperationsView } from '../../core/wire/operations.ts';
import type { Failure } from '../../store/contract/operations.ts';
import type { Store } from '../../store/store.ts';
import { operatedItems } from './items.ts';

/** More of a day than these are not counted: a fault that spoils as many is known by then. */
const COUNTED = 5000;
export const SHOWN = 20;
const DAY = 24 * 3_600_000;

/** How a student, or somebody for them, handed it in; null for what a teacher tries or grades again, which has pages of its own. */
export function handedIn({ source }: Submission): 'hand-in' | 'push' | null {
  return source === 'hand-in' || source === 'push' ? source : null;
}

/** A student handed it in, and nothing came after it. */
export function isRetryable({ submission, again }: Failure): boolean {
  return again === null && handedIn(submission) !== null;
}

export function failuresOfDay({ operations }: Pick<Store, 'operations'>, now: number): Promise<Failure[]> {
  return operations.failures({ since: new Date(now - DAY).toISOString(), limit: COUNTED });
}

/** By code, the most frequent first. */
export function byCode(failures: readonly Failure[]): OperationsView['failures']['codes'] {
  const groups = Map.groupBy(failures, ({ submission }) => submission.fault?.code ?? 'internal');
  return [...groups]
    .map(([code, same]) => ({ code, count: same.length, retryable: same.filter(isRetryable).length }))
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}

/** The newest, or those after one. */
export async function failurePage(
  store: Store,
  after: string | undefined,
): Promise<Pick<OperationsView['failures'], 'page' | 'next'>> {
  const found = await store.operations.failures({ ...(after !== undefined && { after }), limit: SHOWN + 1 });
  const shown = found.slice(0, SHOWN);
  const items = await operatedItems(
    store,
    shown.map(({ submission }) => submission),
  );
  const page = shown.flatMap((failure, index): FailureItem[] => {
    const item = items[index];
    const { fault, tries, endedAt, acceptedAt } = failure.submission;
    if (!item) return [];
    return [
      {
        ...item,
        code: fault?.code ?? 'internal',
        message: fault?.message ?? '',
        worker: fault?.worker ?? null,
        tries,
        at: endedAt ?? acceptedAt,
        again: failure.again,
        retryable: isRetryable(failure),
      },
    ];
  });
  return { page, next: found.length > SHOWN ? (shown.at(-1)?.submission.id ?? null) : null };
}
