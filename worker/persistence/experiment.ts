import { join } from 'node:path';
import type { Answer, CompleteEvidence, Look, Rung } from '../../src/core/evidence/index.ts';
import { projectOf } from '../engine/labels.ts';
import { mountHolding, mountsOf } from '../observe/mounts.ts';
import type { App } from '../stack/answering.ts';
import { containerOf, untilDatabaseAnswers } from '../stack/database.ts';
import { untilReady } from '../stack/ready.ts';
import { startAgain } from '../stack/start-again.ts';
import type { RunContext } from '../stages/stage.ts';
import { type AppMarker, readThroughApp, writeThroughApp, writeThroughClient } from './markers.ts';

/** What the experiments work on. */
export interface Subject {
  context: RunContext;
  /** null when no application answers. */
  app: App | null;
  database: NonNullable<CompleteEvidence['start']['database']>;
}

/** The markers that are in the database now, each written by one of the two ways; null where that way did not work. */
export interface Markers {
  app: AppMarker | null;
  client: string | null;
}

/** Milliseconds: for the database to be back, for an application to find its database again, for one that was restarted by hand. */
export const DATABASE_BACK = 40_000;
const APP_BACK = 15_000;
const APP_RESTARTED = 30_000;
/** After how much silence it is asked to store something new, and how long one that did may still fail for what is old. */
const SOON = 4000;
const WORKS = 2000;

/** Makes sure that a marker is there by each way that works; those that are there already stay. */
export async function ensureMarkers({ context, app, database }: Subject, present: Markers): Promise<Markers> {
  const section = context.job.assignment.persistence;
  const client = present.client === null ? await untilDatabaseAnswers(context, database, 5000) : null;
  const [viaApp, viaClient] = await Promise.all([
    present.app ?? (app && section ? writeThroughApp(context, app, section) : null),
    present.client ?? writeThroughClient(client),
  ]);
  return { app: viaApp, client: viaClient };
}

/**
 * Takes something away, brings it back, and looks for the marker: an application that lost its connection says nothing of the data, so it
 * is restarted and asked again. Where it does not find the marker, the database's own client is asked too: that one decides where the
 * application stays silent, and otherwise tells lost data from an application that no longer shows them.
 * @param change says whether the stack came up again; undefined where only the database was touched
 */
export async function experiment(
  subject: Subject,
  markers: Markers,
  change: () => Promise<boolean | undefined>,
  recovery = APP_BACK,
): Promise<Rung> {
  const { context, database } = subject;
  const started = performance.now();
  const cameUp = await change();
  const viaApp = await lookThroughApp(subject, markers.app, recovery);
  const viaClient = viaApp.look === 'found' ? 'not-asked' : await lookThroughClient(subject, markers.client);
  const decided =
    viaApp.look === 'found' || viaApp.look === 'lost'
      ? 'application'
      : viaClient === 'found' || viaClient === 'lost'
        ? 'client'
        : 'nobody';
  const look = decided === 'application' ? viaApp.look : viaClient;
  const container = await containerOf(context, database.service);
  const mounts = container ? mountsOf(container, projectOf(context.job.id), join(context.folder, 'context')) : [];
  return {
    written: markers.app !== null || markers.client !== null,
    application: viaApp.look,
    client: viaClient,
    found: decided === 'nobody' ? null : look === 'found',
    decidedBy: decided,
    appRestarted: viaApp.restarted,
    startedAgain: cameUp ?? container?.State.Running ?? false,
    answer: viaApp.answer,
    dataMount: database.dataDirectory === null ? null : mountHolding(database.dataDirectory, mounts),
    seconds: (performance.now() - started) / 1000,
  };
}

async function lookThroughApp(
  { context, app, database }: Subject,
  marker: AppMarker | null,
  recovery: number,
): Promise<{ look: Look; answer: Answer | null; restarted: boolean }> {
  const section = context.job.assignment.persistence;
  if (!app || !section || marker === null) return { look: 'not-asked', answer: null, restarted: false };
  // Who fails for what was stored before, but stores and shows what is new, has lost it: only who does neither says nothing.
  const look = async (within: number) => {
    const seen = await readThroughApp(context, app, section, marker, within);
    if (seen.look !== 'no-answer' || (await writeThroughApp(context, app, section)) === null) return seen;
    const again = await readThroughApp(context, app, section, marker, WORKS);
    return again.look === 'no-answer' ? { ...again, look: 'lost' as const } : again;
  };
  const soon = await look(Math.min(recovery, SOON));
  const first = soon.look === 'no-answer' && recovery > SOON ? await look(recovery - SOON) : soon;
  if (first.look !== 'no-answer') return { ...first, restarted: false };
  // Nobody would try again before the database is there, and an application that gives up at once would only die once more.
  await untilDatabaseAnswers(context, database, DATABASE_BACK);
  await restartByHand(context, app);
  return { ...(await look(APP_RESTARTED)), restarted: true };
}

/** What a user would do who finds the application dead: `docker compose restart`. */
export async function restartByHand(context: RunContext, app: App): Promise<void> {
  const container = await containerOf(context, app.service);
  if (!container) return;
  await context.engine.stop(container.Id, 2, context.signal);
  await startAgain(context, container);
  await untilReady(context, app, APP_RESTARTED);
}

/** Where the application did not find the marker: whether it is in the database all the same. */
async function lookThroughClient({ context, database }: Subject, marker: string | null): Promise<Look> {
  if (marker === null) return 'not-asked';
  const client = await untilDatabaseAnswers(context, database, DATABASE_BACK);
  return client === null ? 'no-answer' : client.read(marker);
}
