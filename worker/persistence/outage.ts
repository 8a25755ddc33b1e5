import { setTimeout as pause } from 'node:timers/promises';
import type { CompleteEvidence, PersistenceEvidence, Rung } from '../../src/core/evidence/index.ts';
import { containerOf, untilDatabaseAnswers } from '../stack/database.ts';
import { startAgain } from '../stack/start-again.ts';
import { askWithoutDatabase, goodAgain, watchRecovery } from './away.ts';
import { DATABASE_BACK, experiment, type Markers, type Subject } from './experiment.ts';

const STOP_GRACE = 10;
/** Milliseconds that the database is away at least: some applications try again for a while before they give up. */
const AWAY = 2000;
/** For the application to answer well again. With a marker it includes the time that the database itself needs to be back. */
const APP_BACK = 15_000;
const BOTH_BACK = 20_000;

type Outage = Pick<PersistenceEvidence, 'away' | 'recovery'> & { rung: Rung };

/** One stop serves three questions: what the application says without its database, whether it finds it again, and whether the data is there. */
export async function databaseAway(
  subject: Subject,
  probe: CompleteEvidence['probe'],
  markers: Markers,
): Promise<Outage> {
  const { context, app, database } = subject;
  let away: PersistenceEvidence['away'] = null;
  let recovery: PersistenceEvidence['recovery'] = null;
  const rung = await experiment(
    subject,
    markers,
    async () => {
      const container = await containerOf(context, database.service);
      if (!container) return undefined;
      await context.engine.stop(container.Id, STOP_GRACE, context.signal);
      const gone = performance.now();
      if (app) away = await askWithoutDatabase(context, app, markers, probe);
      await pause(Math.max(0, AWAY - (performance.now() - gone)), undefined, { signal: context.signal });
      await startAgain(context, container);
      const seconds = (performance.now() - gone) / 1000;
      if (!markers.app) await untilDatabaseAnswers(context, database, DATABASE_BACK);
      if (app)
        recovery = await watchRecovery(context, app, seconds, (tell) =>
          goodAgain(subject, markers, markers.app ? BOTH_BACK : APP_BACK, tell),
        );
      return undefined;
    },
    0,
  );
  return { away, recovery, rung };
}
