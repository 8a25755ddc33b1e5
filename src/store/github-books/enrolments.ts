import type { Enrolment } from '../contract/github.ts';
import type { Reader } from '../database.ts';
import { repositoryKey } from '../submissions/row.ts';

/** Who has this repository as their latest attempt. What was cancelled is no attempt: who took it back is not enrolled by it. */
export async function enrolments(db: Reader, repository: string): Promise<Enrolment[]> {
  return db
    .selectFrom('submissions as one')
    .select(['one.person', 'one.assignment', 'one.repository', 'one.ref', 'one.id as submission'])
    .where('one.repository_key', '=', repositoryKey(repository))
    .where('one.source', 'not in', ['regrade', 'dry-run'])
    .where('one.state', '<>', 'cancelled')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('submissions as newer')
            .select('newer.id')
            .whereRef('newer.assignment', '=', 'one.assignment')
            .whereRef('newer.person', '=', 'one.person')
            .where('newer.source', '<>', 'regrade')
            .where('newer.state', '<>', 'cancelled')
            .where(({ eb, refTuple }) =>
              eb(refTuple('newer.accepted_at', 'newer.order'), '>', refTuple('one.accepted_at', 'one.order')),
            ),
        ),
      ),
    )
    .orderBy('one.accepted_at')
    .orderBy('one.order')
    .execute();
}
