/** What one check found. `warn`: grading works, and something is worth knowing; `fail`: grading would not work. */
export interface Check {
  id: string;
  outcome: 'ok' | 'warn' | 'fail';
  message: string;
  /** How to mend it; for `ok` there is nothing to mend. */
  remedy?: string;
}

/** -1, 0 or 1: dotted versions compared number by number; what follows a dash or plus counts nothing. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string) =>
    (version.split(/[-+~]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** Ok from `floor` on, else a warning: older ones work, and have holes that a hostile repository could use. */
export function versionCheck(id: string, name: string, version: string, floor: string): Check {
  if (compareVersions(version, floor) >= 0) return { id, outcome: 'ok', message: `${name} ${version}` };
  return {
    id,
    outcome: 'warn',
    message: `${name} ${version} works, but has known holes: only for repositories that you trust`,
    remedy: `Update to ${floor} or newer before you grade repositories of strangers.`,
  };
}
