import type { ResolveEvidence, StartEvidence } from '../../src/core/evidence/index.ts';
import { lastAttempt } from './services.ts';
import { findUnreachable, type Unreachable } from './unreachable.ts';
import { applicationsOf } from './usage.ts';

/** An application's own words that it looks for its database under a name that is not the database's service; null when it says nothing of the kind. */
export function wrongNameInLogs(resolve: ResolveEvidence, start: StartEvidence): Unreachable | null {
  const names = applicationsOf(resolve);
  for (const state of lastAttempt(start).services) {
    const found = names.includes(state.service) ? findUnreachable(state.log, resolve.database?.kind ?? null) : null;
    if (found) return isWrongName(found, resolve) ? found : null;
  }
  return null;
}

/** A right name that is not found, or refuses, is a database that does not run: another line's matter. */
function isWrongName({ host, why }: Unreachable, resolve: ResolveEvidence): boolean {
  if (why === 'itself') return true;
  return why === 'unknown-name' && !resolve.services.some((service) => service.name === host);
}
