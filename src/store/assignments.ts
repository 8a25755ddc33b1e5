import type { Selectable } from 'kysely';
import type { Assignment } from '../core/assignment/schema.ts';
import { DockgradeError } from '../core/errors.ts';
import { DRAFTS } from '../core/submission.ts';
import type { Assignments, AssignmentVersion } from './contract/assignments.ts';
import type { Database, Reader, Writer } from './database.ts';
import type { Tables } from './tables.ts';

export function makeAssignments(database: Database): Assignments {
  return {
    publish: (version, from) => database.write((trx) => publish(database, trx, version, from)),
    keepDraft: (version) => database.write((trx) => keepDraft(database, trx, version)),
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
  draft: Omit<AssignmentVersion, 'number'>,
  from: string | null | undefined,
): Promise<{ version: AssignmentVersion; changed: boolean }> {
  const { id, digest } = draft.assignment;
  await lock(trx, `assignment ${id}`);
  const before = await first(currentVersions(trx).where('assignments.id', '=', id));
  if (before?.assignment.digest === digest) return { version: before, changed: false };
  if (from !== undefined && from !== (before?.assignment.digest ?? null)) throw overtaken(id, before, from);
  await addVersion(trx, id, draft);
  await trx
    .insertInto('assignments')
    .values({ id, digest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest }))
    .execute();
  const version = await currentVersions(trx).where('assignments.id', '=', id).executeTakeFirstOrThrow();
  return { version: versionOf(version), changed: true };
}

async function keepDraft({ lock }: Database, trx: Writer, draft: Omit<AssignmentVersion, 'number'>): Promise<void> {
  await lock(trx, `assignment ${DRAFTS}`);
  await trx
    .deleteFrom('assignment_versions')
    .where('assignment', '=', DRAFTS)
    .where('published_at', '<', new Date(Date.parse(draft.publishedAt) - UNUSED).toISOString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('submissions')
            .select('submissions.id')
            .where('submissions.assignment', '=', DRAFTS)
            .whereRef('submissions.digest', '=', 'assignment_versions.digest'),
        ),
      ),
    )
    .execute();
  await addVersion(trx, DRAFTS, draft);
}

/** Under the next number, unless it is there. */
async function addVersion(
  trx: Writer,
  id: string,
  { assignment, source, publishedAt, publishedBy }: Omit<AssignmentVersion, 'number'>,
): Promise<void> {
  const newest = await trx
    .selectFrom('assignment_versions')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('assignment', '=', id)
    .executeTakeFirst();
  await trx
    .insertInto('assignment_versions')
    .values({
      assignment: id,
      digest: assignment.digest,
      number: (newest?.number ?? 0) + 1,
      source,
      definition: JSON.stringify(assignment),
      published_at: publishedAt,
      published_by: publishedBy,
    })
    .onConflict((conflict) => conflict.columns(['assignment', 'digest']).doNothing())
    .execute();
}

function overtaken(id: string, current: AssignmentVersion | null, from: string | null): DockgradeError {
  if (current && from === null) {
    return new DockgradeError('conflict', `There is an assignment "${id}" already.`, {
      remedy: 'Give the new one another id, or edit the one that is there.',
      es: { message: `Ya hay una consigna "${id}".`, remedy: 'Dale otro id a la nueva, o edita la que ya está.' },
    });
  }
  const now = current ? `version ${current.number} of "${id}" is current by now` : `there is no "${id}" any more`;
  return new DockgradeError('conflict', `What this file was made from has changed: ${now}.`, {
    remedy: 'Look at what was published meanwhile, and take it into your file.',
    es: {
      message: current
        ? `Aquello de lo que partió este archivo cambió: ahora vale la versión ${current.number} de "${id}".`
        : `Aquello de lo que partió este archivo cambió: "${id}" ya no existe.`,
      remedy: 'Mira lo que se publicó mientras tanto, y pásalo a tu archivo.',
    },
  });
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

/** Milliseconds for which a draft is kept without a submission: it is handed in right after. */
const UNUSED = 3600 * 1000;

type Row = Selectable<Tables['assignment_versions']>;

async function first(query: { executeTakeFirst(): Promise<Row | undefined> }): Promise<AssignmentVersion | null> {
  const row = await query.executeTakeFirst();
  return row ? versionOf(row) : null;
}

function versionOf({ definition, source, number, published_at, published_by }: Row): AssignmentVersion {
  const assignment = JSON.parse(definition) as Assignment;
  return { assignment, source, number, publishedAt: published_at, publishedBy: published_by };
}
