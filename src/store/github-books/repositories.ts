import type { GithubBooks } from '../contract/github.ts';
import type { Database, Writer } from '../database.ts';
import { repositoryKey } from '../submissions/row.ts';

export function makeRepositories({ write }: Database): Pick<GithubBooks, 'confirmRepository' | 'confirmPush'> {
  return {
    confirmRepository: (repository, githubId) =>
      write(async (trx) => {
        const key = repositoryKey(repository);
        await trx
          .insertInto('github_repositories')
          .values({ repository: key, github_id: githubId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const { github_id } = await trx
          .selectFrom('github_repositories')
          .select('github_id')
          .where('repository', '=', key)
          .executeTakeFirstOrThrow();
        return github_id === githubId;
      }),
    confirmPush: (repository, ref, pushedAt) =>
      write(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('github_pushes')
          .values({ repository: repositoryKey(repository), ref, pushed_at: new Date(pushedAt).toISOString() })
          .onConflict((conflict) =>
            conflict
              .columns(['repository', 'ref'])
              .doUpdateSet(({ ref: column }) => ({ pushed_at: column('excluded.pushed_at') }))
              .whereRef('github_pushes.pushed_at', '<=', 'excluded.pushed_at'),
          )
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }),
  };
}

/** Who hands in an address by link means the repository that is there now: its number is learned anew at the next push. */
export async function forgetRepository(trx: Writer, key: string): Promise<void> {
  await trx.deleteFrom('github_repositories').where('repository', '=', key).execute();
}
