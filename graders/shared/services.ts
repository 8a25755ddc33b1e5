import type { ResolveEvidence, ServiceState, StartAttempt, StartEvidence } from '../../src/core/evidence/index.ts';

/** What keeps a service from doing its work, seen when its start was over. */
export type Trouble = 'exited' | 'out-of-memory' | 'restarting' | 'unhealthy' | 'created' | 'missing';

export interface Troubled {
  state: ServiceState;
  trouble: Trouble;
}

/** A service that is not asked over HTTP and was restarted this often is in a loop; fewer may be patience with a slow neighbour. */
const LOOP = 5;

/** Causes before effects: what never started usually waits for something that died. */
const ORDER: readonly Trouble[] = ['out-of-memory', 'exited', 'restarting', 'unhealthy', 'created', 'missing'];

const DEATHS: ReadonlySet<Trouble> = new Set<Trouble>(['out-of-memory', 'exited', 'restarting']);

/** The start that every later stage works with. */
export function lastAttempt(start: StartEvidence): StartAttempt {
  const last = start.attempts.at(-1);
  if (last === undefined) throw new Error('no start was recorded');
  return last;
}

export function stateOf(attempt: StartAttempt, service: string): ServiceState | undefined {
  return attempt.services.find((state) => state.service === service);
}

/** The services that did not come up in this attempt, causes first. */
export function troubles(attempt: StartAttempt, resolve: Pick<ResolveEvidence, 'app' | 'database'>): Troubled[] {
  return attempt.services
    .flatMap((state) => {
      const trouble = troubleOf(state, attempt, resolve);
      return trouble === null ? [] : [{ state, trouble }];
    })
    .sort((a, b) => ORDER.indexOf(a.trouble) - ORDER.indexOf(b.trouble));
}

/**
 * The services that do not run, so that nothing can be seen of them. One that is unhealthy does run. An application that died at the first
 * start, and was only brought to life again without ever listening, is dead as well: it was looked at between two deaths.
 */
export function down(start: StartEvidence, resolve: Pick<ResolveEvidence, 'app' | 'database'>): Set<string> {
  const last = lastAttempt(start);
  const gone = troubles(last, resolve).filter(({ trouble }) => trouble !== 'unhealthy');
  const names = new Set(gone.map(({ state }) => state.service));
  const app = resolve.app?.service ?? '';
  const first = start.attempts[0] ?? last;
  const died = troubles(first, resolve).some(({ state, trouble }) => state.service === app && DEATHS.has(trouble));
  const listens = (stateOf(last, app)?.listening?.length ?? 0) > 0;
  if (died && !last.ready && last.answer !== null && !listens) names.add(app);
  return names;
}

/** The one-shot mark is for helpers: an application or a database that ended is no good, whatever its exit code. */
function troubleOf(
  state: ServiceState,
  attempt: StartAttempt,
  resolve: Pick<ResolveEvidence, 'app' | 'database'>,
): Trouble | null {
  const app = state.service === resolve.app?.service;
  const vital = app || state.service === resolve.database?.service;
  switch (state.status) {
    case 'running':
      // A loop is often caught in the moment between two deaths, when it looks alive.
      if (state.restarts > 0 && (app ? !attempt.ready : state.restarts >= LOOP)) return 'restarting';
      return state.health === 'unhealthy' || (state.health === 'starting' && attempt.timedOut) ? 'unhealthy' : null;
    case 'exited':
      if (state.oomKilled) return 'out-of-memory';
      if (state.oneShot && state.exitCode === 0 && !vital) return null;
      // A restart policy that gave up, or was caught between two tries.
      return state.restarts > 0 ? 'restarting' : 'exited';
    case 'restarting':
      return state.oomKilled ? 'out-of-memory' : 'restarting';
    case 'created':
      return 'created';
    case 'missing':
    case 'other':
      return 'missing';
  }
}
