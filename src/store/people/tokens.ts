import type { Insertable, Selectable } from 'kysely';
import { inChunks } from '../chunks.ts';
import type { People, StoredToken } from '../contract/people.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import { personColumns, personOf } from './row.ts';

type Tokens = Pick<
  People,
  'byToken' | 'addToken' | 'addTokens' | 'tokens' | 'withLink' | 'removeToken' | 'removeTokens' | 'removeExpiredTokens'
>;

export function makeTokens(database: Database): Tokens {
  const addTokens = (tokens: readonly StoredToken[]) =>
    database.write(async (trx) => {
      for (const chunk of inChunks(tokens)) await trx.insertInto('tokens').values(chunk.map(rowOf)).execute();
    });
  return {
    addTokens,
    addToken: (token) => addTokens([token]),
    byToken: (hash, now) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom('tokens')
          .innerJoin('people', 'people.id', 'tokens.person')
          .select(personColumns)
          .select(['tokens.id as token', 'kind', 'hash', 'tokens.name as token_name', 'tokens.created_at as made_at'])
          .select('expires_at')
          .where('hash', '=', hash)
          .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
          .executeTakeFirst();
        if (!row) return null;
        const { token: id, kind, token_name: name, made_at, expires_at } = row;
        const token = tokenOf({ id, person: row.id, kind, hash, name, created_at: made_at, expires_at });
        return { person: personOf(row), token };
      }),
    tokens: (person) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('tokens')
          .selectAll()
          .where('person', '=', person)
          .orderBy('created_at')
          .orderBy('id')
          .execute();
        return rows.map(tokenOf);
      }),
    withLink: (people) =>
      database.read(async (db) => {
        const having = new Set<string>();
        for (const chunk of inChunks(people)) {
          const rows = await db
            .selectFrom('tokens')
            .select('person')
            .distinct()
            .where('kind', '=', 'link')
            .where('person', 'in', chunk)
            .execute();
          for (const { person } of rows) having.add(person);
        }
        return having;
      }),
    removeToken: (id, person) =>
      database.write(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('tokens')
          .where('id', '=', id)
          .where('person', '=', person)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    removeTokens: (person, kind) =>
      database.write(async (trx) => {
        await trx.deleteFrom('tokens').where('person', '=', person).where('kind', '=', kind).execute();
      }),
    removeExpiredTokens: (now) =>
      database.write(async (trx) => {
        const { numDeletedRows } = await trx.deleteFrom('tokens').where('expires_at', '<=', now).executeTakeFirst();
        return Number(numDeletedRows);
      }),
  };
}

function tokenOf({ created_at, expires_at, ...row }: Selectable<Tables['tokens']>): StoredToken {
  return { ...row, createdAt: created_at, expiresAt: expires_at };
}

function rowOf({ createdAt, expiresAt, ...token }: StoredToken): Insertable<Tables['tokens']> {
  return { ...token, created_at: createdAt, expires_at: expiresAt };
}
