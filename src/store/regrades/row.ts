import type { Insertable, Selectable } from 'kysely';
import type { Regrade } from '../contract/regrades.ts';
import type { Tables } from '../tables.ts';

export function regradeOf(row: Selectable<Tables['regrades']>): Regrade {
  return {
    id: row.id,
    assignment: row.assignment,
    digest: row.digest,
    mode: row.mode,
    publishWhenReady: row.publish_when_ready === 1,
    state: row.state,
    createdAt: row.created_at,
    createdBy: row.created_by,
    endedAt: row.ended_at,
  };
}

export function regradeRow(regrade: Regrade): Insertable<Tables['regrades']> {
  return {
    id: regrade.id,
    assignment: regrade.assignment,
    digest: regrade.digest,
    mode: regrade.mode,
    publish_when_ready: regrade.publishWhenReady ? 1 : 0,
    state: regrade.state,
    created_at: regrade.createdAt,
    created_by: regrade.createdBy,
    ended_at: regrade.endedAt,
  };
}
