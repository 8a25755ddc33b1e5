import { remedyOf } from '../../core/report/parts.ts';
import type { Report, ReportResult } from '../../core/report/schema.ts';

/** What to mend before all else, and what hangs on it. */
export interface First {
  /** The line that tells the remedy. */
  line: ReportResult;
  /** Points that were lost for want of this remedy, and those of the lines that could not be looked at because of it. */
  points: number;
  /** How many lines this remedy mends, `line` among them. */
  mended: number;
  /** How many lines could not be looked at because of them. */
  waiting: number;
}

/** Lines that speak of what can end a run early, in the order of the stages: behind a stage that was not reached stands the first of them that was lost. */
const ENDINGS = ['compose-present', 'image-builds', 'stack-starts', 'app-responds'];

/** The remedy that can bring the most points; null when none were lost. Of equals the first. */
export function mendFirst({ results }: Pick<Report, 'results'>): First | null {
  const lost = results.filter(isLost);
  const behind = Map.groupBy(
    results.filter(({ verdict, points }) => verdict === 'blocked' && points.possible > 0),
    (line) => cause(line, results),
  );
  const alike = Map.groupBy(lost, (line) => remediesOf(line)[0] ?? line);
  const all = [...alike.values()].flatMap((lines): First[] => {
    const waiting = lines.flatMap((line) => behind.get(line) ?? []);
    return lines.slice(0, 1).map((line) => ({
      line,
      points: missing([...lines, ...waiting]),
      mended: lines.length,
      waiting: waiting.length,
    }));
  });
  return all.reduce<First | null>((best, one) => (one.points > (best?.points ?? 0) ? one : best), null);
}

/** By remedy the first of these lines that tells it: whoever reads on finds it there and needs no copy. */
export function toldFirst(lines: readonly ReportResult[]): Map<string, ReportResult> {
  const first = new Map<string, ReportResult>();
  for (const line of lines) {
    for (const remedy of remediesOf(line)) if (!first.has(remedy)) first.set(remedy, line);
  }
  return first;
}

/** What a lost line says that mends it: the remedies of its causes, else its own. */
function remediesOf(line: ReportResult): string[] {
  const own = remedyOf(line);
  return own === undefined ? line.diagnoses.map(({ remedy }) => remedy) : [own];
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
