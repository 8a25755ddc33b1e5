import { compareVersions } from '../../src/core/versions.ts';
import type { Part } from './floors.ts';

/** What a version means. `open`: the holes of which a distributor does not say that they are closed. */
export type Verdict = { trusted: true; patched: boolean } | { trusted: false; open: readonly string[] };

/** @param changelog of the package that the program came in; empty where there is none */
export function judgeVersion({ floor, olderLine, holes }: Part, version: string, changelog: string): Verdict {
  if (compareVersions(version, floor) >= 0) return { trusted: true, patched: false };
  if (olderLine && compareVersions(version, olderLine.from) >= 0 && compareVersions(version, olderLine.floor) < 0)
    return { trusted: true, patched: false };
  const open = holes.filter((hole) => !changelog.includes(hole));
  return holes.length > 0 && open.length === 0 ? { trusted: true, patched: true } : { trusted: false, open };
}
