import type { Answer, ReplaceDrill, Rung } from '../../src/core/evidence/index.ts';
import { ensureMarkers, experiment, type Markers } from '../persistence/experiment.ts';
import { askOnce } from '../stack/answering.ts';
import { isReady, untilReady } from '../stack/ready.ts';
import { removeServices } from '../stack/take-down.ts';
import { up } from '../stack/up.ts';
import type { Ground } from './ground.ts';

/** What was there before the containers were taken away. */
export interface Before {
  answer: Answer | null;
  markers: Markers | null;
}

/** Milliseconds: for one answer, for Compose, for the application to be ready, and for it to say something of the data then. */
const TIMEOUT = 5000;
const UP = 30_000;
const READY = 20_000;
const SPEAKS = 5000;

/** Writes the marker and looks at the application: while it still runs. */
export async function beforeReplace({ context, app, database }: Ground): Promise<Before> {
  const { path } = context.job.assignment.ready;
  const answer = app ? await askOnce(context, app, { method: 'GET', path, headers: {}, body: null }, TIMEOUT) : null;
  const markers = database && (await ensureMarkers({ context, app, database }, { app: null, client: null }));
  return { answer, markers };
}

/** Removes the containers of the applications, stopped or not, and has Compose make new ones, while the database goes on. */
export async function replaceDrill(ground: Ground, { answer: before, markers }: Before): Promise<ReplaceDrill> {
  const { context, resolve, app, database } = ground;
  const started = performance.now();
  // A proxy that is asked would go on talking to the address of the old container.
  const services = [...new Set([...ground.services, ...(app ? [app.service] : [])])];
  await removeServices(context, resolve, new Set(services));
  const { failure } = await up(context, UP);
  // Whose health others wait for may be in doubt after it stood still.
  if (failure !== null) await up(context, UP, { unwaiting: true });
  const after = app ? await untilReady(context, app, READY) : null;
  const ready = app ? isReady(after, context.job.assignment.ready) : failure === null;
  const seconds = (performance.now() - started) / 1000;
  let rung: Rung | null = null;
  if (database && markers) {
    // Who does not even answer is not asked for data.
    const subject = { context, app: ready ? app : null, database };
    rung = { ...(await experiment(subject, markers, async () => ready, SPEAKS)), seconds };
  }
  return { services, before, after, ready, rung, seconds };
}
