import junit, { type Builder, type TestSuite } from 'junit-report-builder';
import { GROUPS } from '../../core/grader.ts';
import { causeOf, proofsOf, remedyOf, whereText } from '../../core/report/parts.ts';
import type { Report, ReportResult } from '../../core/report/schema.ts';
import { pointsText, WORDS, type Words } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';

// The package's types speak of an ES module; what is there is CommonJS, whose export is a builder.
const root = junit as unknown as Builder;

/**
 * The report as JUnit XML, for pipelines: a suite a group, a test case a line. Lost points are failures, lines that were not looked at are
 * skipped, faults of dockgrade are errors. Advice (no points) never fails.
 */
export function formatJunit(report: Report, lang: Lang): string {
  const words = WORDS[lang];
  const builder = root.newBuilder().name(legal(`dockgrade: ${report.assignment.id}`));
  for (const group of GROUPS) {
    const results = report.results.filter((result) => result.group === group);
    if (results.length === 0) continue;
    const suite = builder.testSuite().name(words.groups[group]);
    const properties: Record<string, string> = {
      'score.earned': String(report.score.earned),
      'score.possible': String(report.score.possible),
      outcome: report.outcome,
      repository: report.submission.repository,
      commit: report.submission.commit ?? '',
      assignment: report.assignment.digest,
    };
    for (const [name, value] of Object.entries(properties)) suite.property(name, legal(value));
    for (const result of results) addCase(suite, result, report, lang);
  }
  return builder.build();
}

function addCase(suite: TestSuite, result: ReportResult, report: Report, lang: Lang): void {
  const words = WORDS[lang];
  const test = suite
    .testCase()
    .className(`dockgrade.${result.group}`)
    .name(legal(`${result.grader}: ${result.title}`));
  test.property('points.earned', String(result.points.earned));
  test.property('points.possible', String(result.points.possible));
  if (result.where) test.file(legal(result.where.file));
  if (result.verdict === 'blocked') {
    test.skipped().standardOutput(legal(causeOf(result, report, lang)));
  } else if (result.verdict === 'error') {
    test.error(legal(result.message), 'error', legal(explanation(result, words, lang)));
  } else if (result.verdict !== 'pass') {
    const text = legal(explanation(result, words, lang));
    if (result.points.possible === 0) test.standardOutput(text);
    else test.failure(legal(result.message), result.verdict).stacktrace(text);
  }
}

function explanation(result: ReportResult, words: Words, lang: Lang): string {
  const remedy = remedyOf(result);
  const parts = [
    `${result.message} (${pointsText(result.points, lang)})`,
    result.where ? whereText(result.where) : '',
    result.expected ? `${words.expected}: ${result.expected}` : '',
    result.actual ? `${words.found}: ${result.actual}` : '',
    remedy ? `${words.remedy}: ${remedy}` : '',
    ...result.diagnoses.flatMap((diagnosis) => [
      `${words.why}: ${diagnosis.title}. ${diagnosis.message} ${diagnosis.why}`,
      diagnosis.where ? whereText(diagnosis.where) : '',
      `${words.remedy}: ${diagnosis.remedy}`,
      ...proofsOf(diagnosis, result).map(({ title, text }) => `${title}\n${text}`),
    ]),
    ...result.evidence.map(({ title, text }) => `${title}\n${text}`),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const ILLEGAL = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu;

/** What XML 1.0 allows. The XML library splits only the first end of a CDATA section that stands in a text, so there is none. */
function legal(text: string): string {
  return text.toWellFormed().replaceAll(ILLEGAL, '').replaceAll(']]>', ']] >');
}
