import type { Evidence } from '../../../core/evidence/index.ts';
import type { Report, ReportStage } from '../../../core/report/schema.ts';
import type { StageName } from '../../../core/stages.ts';
import type { Lang } from '../../../core/text.ts';
import { DRILL_TITLES, LADDER, WORDS } from './words.ts';

/** A part of a stage: how long it took, but not when it began, which nobody recorded. Seconds. */
export interface Part {
  name: string;
  seconds: number;
}
export interface Row {
  stage: StageName;
  failed: boolean;
  /** Seconds after the first stage began. */
  from: number;
  seconds: number;
  detail: string;
  /** The longest first. */
  parts: Part[];
}
export interface Timeline {
  rows: Row[];
  skipped: ReportStage[];
  /** Seconds from the beginning of the first stage to the end of the last. */
  total: number;
}

const MOST_PARTS = 6;
/** Seconds below which a part is no bar any more. */
const LEAST = 0.05;

/** When each stage ran. A stage whose beginning is not told began when the one before it ended. */
export function timeline({ stages, evidence }: Pick<Report, 'stages' | 'evidence'>, lang: Lang): Timeline {
  const ran = stages.filter(({ outcome }) => outcome !== 'skipped');
  const begins = ran.map(({ startedAt }) => (startedAt === null ? Number.NaN : Date.parse(startedAt) / 1000));
  const origin = Math.min(...begins.filter((begin) => !Number.isNaN(begin)));
  let end = 0;
  const rows = ran.map(({ stage, outcome, seconds, detail }, index): Row => {
    const begin = (begins[index] ?? Number.NaN) - origin;
    const from = Number.isNaN(begin) ? end : begin;
    end = from + seconds;
    const parts = partsOf(stage, evidence, lang).filter((part) => part.seconds >= LEAST);
    const longest = parts.toSorted((a, b) => b.seconds - a.seconds).slice(0, MOST_PARTS);
    return { stage, failed: outcome === 'failed', from, seconds, detail, parts: longest };
  });
  return {
    rows,
    skipped: stages.filter(({ outcome }) => outcome === 'skipped'),
    total: Math.max(0, ...rows.map(({ from, seconds }) => from + seconds)),
  };
}

function partsOf(stage: StageName, { build, start, persistence, drills }: Evidence, lang: Lang): Part[] {
  const took = (name: string, one: { seconds: number } | null | undefined) =>
    one ? [{ name, seconds: one.seconds }] : [];
  switch (stage) {
    case 'build':
      return [...(build?.builds ?? []), ...(build?.pulls ?? [])].map(({ service, seconds }) => ({
        name: service,
        seconds,
      }));
    case 'start':
      // One attempt is the stage itself.
      return (start?.attempts ?? []).length < 2
        ? []
        : (start?.attempts ?? []).map(({ seconds }, index) => ({
            name: `${WORDS.attempt[lang]} ${index + 1}`,
            seconds,
          }));
    case 'persistence':
      return LADDER.flatMap(({ rung, title }) => took(title[lang], persistence?.ladder[rung]));
    case 'drills':
      return (drills?.took ?? []).map(({ drill, seconds }) => ({ name: DRILL_TITLES[drill][lang], seconds }));
    default:
      return [];
  }
}
