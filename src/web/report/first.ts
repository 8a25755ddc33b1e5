import type { Report, ReportResult } from '../../core/report/schema.ts';

/** The line to mend before all others, and what hangs on it. */
export interface First {
  line: ReportResult;
  /** Points that it lost itself, and those of the lines that could not be looked at because of it. */
  points: number;
  /** How many lines could not be looked at because of it. */
  waiting: number;
}

/** Lines that speak of what can end a run early, in the order of the stages: behind a stage that was not reached stands the first of them that was lost. */
const ENDINGS = ['compose-present', 'image-builds', 'stack-starts', 'app-responds'];

/** The lost line whose mending can bring the most points; null when none lost any. Of equals the first. */
export function mendFirst({ results }: Pick<Report, 'results'>): First | null {
  const lost = results.filter(isLost);
  const behind = Map.groupBy(
    results.filter(({ verdict, points }) => verdict === 'blocked' && points.possible > 0),
    (line) => cause(line, results),
  );
  const all = lost.map((line) => {
    const waiting = behind.get(line) ?? [];
    return { line, points: missing([line, ...waiting]), waiting: waiting.length };
  });
  const best = all.reduce<First | null>((best, one) => (one.points > (best?.points ?? 0) ? one : best), null);
  return best;
}

/** Points that lines could still bring. */
export function missing(lines: readonly Pick<ReportResult, 'points'>[]): number {
  return lines.reduce((sum, { points }) => sum + points.possible - points.earned, 0);
}

/** The lost line because of which this one was not looked at; null when none can be named. */
function cause(line: ReportResult, results: readonly ReportResult[]): ReportResult | null {
  const seen = new Set<ReportResult>();
  for (let at = line; !seen.has(at); ) {
    if (isLost(at)) return at;
    seen.add(at);
    const next = results.find(({ grader }) => grader === at.by);
    if (next === undefined) break;
    at = next;
  }
  return results.find((one) => isLost(one) && ENDINGS.includes(one.grader)) ?? null;
}

function isLost({ verdict }: ReportResult): boolean {
  return verdict === 'fail' || verdict === 'partial';
}
