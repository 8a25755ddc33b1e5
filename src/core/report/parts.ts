import type { Where } from '../evidence/common.ts';
import { GROUPS, type Group } from '../grader.ts';
import { score } from '../judge.ts';
import { STAGE_TITLES } from '../stages.ts';
import type { Lang } from '../text.ts';
import type { Report, ReportResult } from './schema.ts';
import { WORDS } from './words.ts';

export interface GroupPart {
  group: Group;
  score: { earned: number; possible: number };
  /** Lines that were looked at, in the order of the report. */
  seen: ReportResult[];
  /** Lines that were not looked at, under the cause that they share. */
  blocked: { cause: string; results: ReportResult[] }[];
}

/** The lines with points, group by group. */
export function groupsOf(report: Report, lang: Lang): GroupPart[] {
  return GROUPS.flatMap((group) => {
    const results = report.results.filter((result) => result.group === group && result.points.possible > 0);
    if (results.length === 0) return [];
    const seen = results.filter(({ verdict }) => verdict !== 'blocked');
    const causes = Map.groupBy(
      results.filter(({ verdict }) => verdict === 'blocked'),
      (result) => causeOf(result, report, lang),
    );
    const blocked = [...causes].map(([cause, blockedResults]) => ({ cause, results: blockedResults }));
    return [{ group, score: score(results), seen, blocked }];
  });
}

/** Lines without points that found something to mend. */
export function adviceOf(report: Report): ReportResult[] {
  return report.results.filter(({ points, verdict }) => points.possible === 0 && ['fail', 'partial'].includes(verdict));
}

/** Why a line was not looked at, as one sentence: the refusal, the stage where the run ended, or what the line itself says. */
export function causeOf(result: ReportResult, report: Report, lang: Lang): string {
  const words = WORDS[lang];
  if (report.outcome === 'refused') return words.becauseRefused;
  const missing = report.stages.findIndex(({ stage, outcome }) => stage === result.by && outcome !== 'ran');
  const last = report.stages.slice(0, missing + 1).findLast(({ outcome }) => outcome !== 'skipped');
  // Of a stage that failed the line itself says why.
  return last && last.outcome !== 'failed' ? words.notReached(STAGE_TITLES[last.stage][lang]) : result.message;
}

/** What stands where a commit would, for a submission that has none: only an address can name a repository without any. */
export function withoutCommit({ submission }: Report, lang: Lang): string {
  const { emptyRepository, noCommit } = WORDS[lang];
  return /^https?:/i.test(submission.repository) ? emptyRepository : noCommit;
}

/** What was put in the place of files that the Compose file asks for and git does not hold. Nothing where nothing ran. */
export function suppliedFiles({ outcome, evidence }: Report, lang: Lang): { message: string; where: Where }[] {
  if (outcome !== 'graded' || evidence.resolve?.compose.outcome !== 'found') return [];
  return evidence.resolve.missingFiles.map(({ path, suppliedBy, from, where }) => ({
    message: WORDS[lang].supplied[suppliedBy](path, from ?? ''),
    where,
  }));
}

/** `docker-compose.yml:14`, on one line whatever the file's name is. */
export function whereText(where: { file: string; line?: number | undefined }): string {
  const file = where.file.replaceAll(/\s+/g, ' ');
  return where.line === undefined ? file : `${file}:${where.line}`;
}

/** What mends a line: a cause that is known says it better than the line itself, which knows only what was expected. */
export function remedyOf({ diagnoses, remedy }: ReportResult): string | undefined {
  return diagnoses.length === 0 ? remedy : undefined;
}

/** The proofs of a cause that the line itself does not show already. */
export function proofsOf(diagnosis: ReportResult['diagnoses'][number], { evidence }: ReportResult) {
  return diagnosis.evidence.filter(({ text }) => !evidence.some((shown) => shown.text.includes(text)));
}

/** A remedy is a sentence and, below a blank line, lines to copy. */
export function remedyPieces(remedy: string): { sentence: string; snippet: string } {
  const [sentence = '', ...rest] = remedy.split('\n\n');
  return { sentence: sentence.trim(), snippet: rest.join('\n\n').trimEnd() };
}
