import type { Submission } from '../../core/submission.ts';
import type { OperatedItem } from '../../core/wire/operations.ts';
import type { Store } from '../../store/store.ts';

/** Submissions with the names of their students; each person is read once. */
export async function operatedItems(
  { people }: Pick<Store, 'people'>,
  submissions: readonly Submission[],
): Promise<OperatedItem[]> {
  const ids = [...new Set(submissions.map(({ person }) => person))];
  const names = new Map(await Promise.all(ids.map(async (id) => [id, (await people.person(id))?.name ?? ''] as const)));
  return submissions.map(({ id, assignment, person, repository, source, acceptedAt, state }) => ({
    id,
    assignment,
    student: { id: person, name: names.get(person) ?? '' },
    repository,
    source,
    acceptedAt,
    state,
  }));
}
