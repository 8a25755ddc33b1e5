import type { Selectable } from 'kysely';
import type { Assignment } from '../core/assignment/schema.ts';
import type { Assignments, AssignmentVersion } from './contract/assignments.ts';
import type { Database, Reader, Writer } from './database.ts';
import type { Tables } from './tables.ts';

export function makeAssignments(database: Database): Assignments {
  return {
    publish: (version) => database.write((trx) => publish(database, trx, version)),
    current: (id) => database.read((db) => first(currentVersions(db).where('assignments.id', '=', id))),
    version: (id, digest) =>
      database.read((db) =>
        first(
          db.selectFrom('assignment_versions').selectAll().where('assignment', '=', id).where('digest', '=', digest),
        ),
      ),
    list: (person) =>
      database.read(async (db) => {
        const all = currentVersions(db).orderBy('assignments.id');
        const seen =
          person === undefined
            ? all
            : all.where('assignments.id', 'in', (where) =>
                where.selectFrom('roster').select('roster.assignment').where('roster.person', '=', person),
              );
        return (await seen.execute()).map(versionOf);
      }),
    versions: (id) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('assignment_versions')
          .selectAll()
          .where('assignment', '=', id)
          .orderBy('number', 'desc')
          .execute();
        return rows.map(versionOf);
      }),
  };
}

async function publish(
  { lock }: Database,
  trx: Writer,
  { assignment, source, publishedAt, publishedBy }: Omit<AssignmentVersion, 'number'>,
): Promise<{ version: AssignmentVersion; changed: boolean }> {
  const { id, digest } = assignment;
  await lock(trx, `assignment ${id}`);
  const before = await first(currentVersions(trx).where('assignments.id', '=', id));
  if (before?.assignment.digest === digest) return { version: before, changed: false };
  const newest = await trx
    .selectFrom('assignment_versions')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('assignment', '=', id)
    .executeTakeFirst();
  await trx
    .insertInto('assignment_versions')
    .values({
      assignment: id,
      digest,
      number: (newest?.number ?? 0) + 1,
      source,
      definition: JSON.stringify(assignment),
      published_at: publishedAt,
      published_by: publishedBy,
    })
    .onConflict((conflict) => conflict.columns(['assignment', 'digest']).doNothing())
    .execute();
  await trx
    .insertInto('assignments')
    .values({ id, digest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest }))
    .execute();
  const version = await currentVersions(trx).where('assignments.id', '=', id).executeTakeFirstOrThrow();
  return { version: versionOf(version), changed: true };
}

function currentVersions(db: Reader) {
  return db
    .selectFrom('assignments')
    .innerJoin('assignment_versions', (join) =>
      join
        .onRef('assignment_versions.assignment', '=', 'assignments.id')
        .onRef('assignment_versions.digest', '=', 'assignments.digest'),
    )
    .selectAll('assignment_versions');
}

type Row = Selectable<Tables['assignment_versions']>;

async function first(query: { executeTakeFirst(): Promise<Row | undefined> }): Promise<AssignmentVersion | null> {
  const row = await query.executeTakeFirst();
  return row ? versionOf(row) : null;
}

function versionOf({ definition, source, number, published_at, published_by }: Row): AssignmentVersion {
  const assignment = JSON.parse(definition) as Assignment;
  return { assignment, source, number, publishedAt: published_at, publishedBy: published_by };
}
