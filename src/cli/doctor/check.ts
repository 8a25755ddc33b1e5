import type { KnownPart } from '../../../worker/versions/index.ts';

/** What one check found. `warn`: grading works, and something is worth knowing; `fail`: grading would not work. */
export interface Check {
  id: string;
  outcome: 'ok' | 'warn' | 'fail';
  message: string;
  /** How to mend it; for `ok` there is nothing to mend. */
  remedy?: string;
}

/** Ok where no hole is known, else a warning: older ones work, and have holes that a hostile repository could use. */
export function versionCheck({ part: { id, name, floor }, version, verdict }: KnownPart): Check {
  if (verdict === null)
    return { id, outcome: 'ok', message: `${name} does not tell its version; it comes with the engine` };
  const shown = `${name} ${version}`;
  if (verdict.trusted)
    return { id, outcome: 'ok', message: verdict.patched ? `${shown}, mended by its distributor` : shown };
  const open = verdict.open.length > 0 ? ` (${verdict.open.join(', ')})` : '';
  return {
    id,
    outcome: 'warn',
    message: `${shown} works, but has known holes${open}: only for repositories that you trust`,
    remedy: `Update to ${floor} or newer before you grade repositories of strangers.`,
  };
}
