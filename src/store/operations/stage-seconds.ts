import type { StageName } from '../../core/stages.ts';
import type { LiveEvent } from '../contract/events.ts';
import type { Reader } from '../database.ts';

/** From what the workers told while they ran: the facts themselves are far larger. */
export async function stageSeconds(
  db: Reader,
  assignment: string,
  limit: number,
): Promise<{ stage: StageName; seconds: number }[]> {
  const latest = db
    .selectFrom('submissions')
    .select('id')
    .where('assignment', '=', assignment)
    .where('state', '=', 'finished')
    .where('outcome', 'in', ['graded', 'refused'])
    .orderBy('ended_at', 'desc')
    .limit(limit);
  const rows = await db
    .selectFrom(latest.as('latest'))
    .innerJoin('events', 'events.submission', 'latest.id')
    .select('events.event')
    .where('events.event', 'like', '%"stage-ended"%')
    .execute();
  return rows.flatMap(({ event }) => {
    const told = JSON.parse(event) as LiveEvent;
    return told.type === 'stage-ended' && told.outcome === 'ran' ? [{ stage: told.stage, seconds: told.seconds }] : [];
  });
}
