import type { Command } from 'commander';
import { judge } from '../../core/judge.ts';
import { makeReport } from '../../core/report/make.ts';
import { readSettings } from '../../core/settings.ts';
import { allGraders, chosenGraders } from '../all-graders.ts';
import { loadAssignment } from '../load-assignment.ts';
import { diagnoses } from '../registry.ts';
import { deliverReport, outputOf, type ReportOptions, statusFor, withReportOptions } from '../report-options.ts';
import type { Status } from '../status.ts';
import { storedReport } from '../stored-report.ts';

/** `judge REPORT`: the facts of a stored report, judged again without an engine. */
export function addJudge(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('judge')
    .summary('judge the facts of a stored report again, without running anything')
    .description(
      'Judges the facts that a report holds again: with another rubric, other graders, in another language. Nothing is run, so it takes less than a second: for who writes graders or weighs points.',
    )
    .argument('<report>', 'a file that "grade --format json" wrote');
  withReportOptions(command, 'the one of the report, with its points').action(
    async (file: string, options: ReportOptions) => finish(await judgeCommand(file, options)),
  );
}

async function judgeCommand(file: string, options: ReportOptions): Promise<Status> {
  const settings = readSettings(process.env);
  const all = await allGraders(options.graders ?? settings.graders);
  const graders = chosenGraders(all, options.only);
  const { rubric, ...run } = await storedReport(file);
  const given = options.assignment === undefined ? null : await loadAssignment(options.assignment, all);
  const output = await outputOf(options);
  const lines = judge(run.evidence, given?.rubric ?? rubric, graders, diagnoses);
  const report = makeReport({ ...run, assignment: given ?? run.assignment, lines }, options.lang);
  await deliverReport(report, options, output, settings);
  return statusFor(report, options);
}
