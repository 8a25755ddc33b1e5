import type { Answer, CompleteEvidence, PersistenceEvidence } from '../../src/core/evidence/index.ts';
import { lastOf } from '../observe/last-of.ts';
import { freshNonce } from '../probing/variables.ts';
import { type App, askOnce, untilAnswers } from '../stack/answering.ts';
import { containerOf } from '../stack/database.ts';
import { watchPhases } from '../stack/phases.ts';
import type { RunContext } from '../stages/stage.ts';
import type { Markers, Subject } from './experiment.ts';
import { probeOnce, readOnce, readThroughApp } from './markers.ts';

/** Milliseconds that an application has to answer without its database: many drivers wait long before they give up. */
const PATIENCE = 3000;
/** What Node prints of a broken connection fills hundreds of lines, and the first one names the fault. */
const LOG_LINES = 600;
const MAX_LOG = 24 * 1024;

/**
 * What the application answers while its database is stopped: the requests that just worked. `degraded` is null where no request was known
 * to work with the database, or where the page that answers needs none.
 */
export async function askWithoutDatabase(
  context: RunContext,
  app: App,
  markers: Markers,
  probe: CompleteEvidence['probe'],
): Promise<NonNullable<PersistenceEvidence['away']>> {
  const { persistence, ready } = context.job.assignment;
  const asked = await askOnce(context, app, { method: 'GET', path: ready.path, headers: {}, body: null }, PATIENCE);
  if (persistence && markers.app) {
    const [read, write] = await Promise.all([
      readOnce(context, app, persistence, markers.app, PATIENCE),
      probeOnce(context, app, persistence.write, new Map([['nonce', freshNonce()]]), PATIENCE),
    ]);
    return {
      ready: asked,
      read: read.answer,
      write: write?.answer ?? null,
      degraded: !read.good || write?.good === false,
    };
  }
  const broken = await firstBroken(context, app, probe);
  if (broken) return { ready: asked, read: null, write: null, ...broken, degraded: true };
  const lost = !isWell(asked) && isWell(probe.ready.answer);
  const allProbesWell = probe.probes.some(({ outcome }) => outcome === 'pass');
  return { ready: asked, read: null, write: null, degraded: lost ? true : allProbesWell ? false : null };
}

/**
 * Whether the application finds its database again by itself.
 * @param ask waits for an answer that is as good as before the outage, and tells of each that comes
 * @param away seconds that the database was away
 */
export async function watchRecovery(
  context: RunContext,
  app: App,
  away: number,
  ask: (tell: (answer: Answer) => void) => Promise<{ good: boolean; answer: Answer | null }>,
): Promise<NonNullable<PersistenceEvidence['recovery']>> {
  const started = performance.now();
  const before = (await containerOf(context, app.service))?.RestartCount ?? 0;
  const { tell, phases } = watchPhases();
  const last = await ask(tell);
  const container = await containerOf(context, app.service);
  return {
    recovered: last.good,
    seconds: (performance.now() - started) / 1000,
    restarted: (container?.RestartCount ?? 0) > before,
    appStatus: container?.State.Status ?? 'missing',
    answer: last.answer,
    away,
    answers: phases,
    log: container
      ? lastOf(context.mask(await context.engine.logs(container.Id, LOG_LINES, context.signal)), MAX_LOG)
      : '',
  };
}

/**
 * Waits for an answer that is as good as the one before the database was away: to the read request where a marker is there, else on the ready
 * path.
 * @param within milliseconds
 */
export async function goodAgain(
  { context, app }: Subject,
  markers: Markers,
  within: number,
  tell?: (answer: Answer) => void,
): Promise<{ good: boolean; answer: Answer | null }> {
  const { persistence, ready } = context.job.assignment;
  if (!app) return { good: false, answer: null };
  if (persistence && markers.app) {
    const { look, answer } = await readThroughApp(context, app, persistence, markers.app, within, tell);
    return { good: look !== 'no-answer', answer };
  }
  const request = { method: 'GET', path: ready.path, headers: {}, body: null };
  const answer = await untilAnswers(context, app, request, isWell, within, tell);
  return { good: isWell(answer), answer };
}

export function isWell(answer: Answer | null): boolean {
  return answer?.ok === true && answer.status < 500;
}

/** The first of the probes that passed before and does not now. */
async function firstBroken(context: RunContext, app: App, probe: CompleteEvidence['probe']) {
  const variables = new Map([['nonce', freshNonce()]]);
  for (const { name, outcome, request } of probe.probes) {
    if (outcome !== 'pass') continue;
    const again = await probeOnce(context, app, name, variables, PATIENCE);
    if (again && !again.good) return request.method === 'GET' ? { read: again.answer } : { write: again.answer };
  }
  return null;
}
