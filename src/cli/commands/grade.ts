import type { Command } from 'commander';
import { readSettings } from '../../core/settings.ts';
import { allGraders, chosenGraders } from '../all-graders.ts';
import { loadAssignment } from '../load-assignment.ts';
import { startProgress } from '../progress/index.ts';
import { deliverReport, outputOf, type ReportOptions, statusFor, withReportOptions } from '../report-options.ts';
import { repositoryOf } from '../repository.ts';
import type { KeptStack } from '../run-grade.ts';
import { interruptible } from '../signals.ts';
import type { Status } from '../status.ts';
import { colorOn, warn } from '../terminal.ts';

interface Options extends ReportOptions {
  ref?: string;
  keep: boolean;
}

/** `grade REPOSITORY`: one repository, here and now. */
export function addGrade(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('grade')
    .summary('grade one repository here and now')
    .description(
      'Grades one repository here and now: no server, no database. The report goes to standard output, progress to standard error.',
    )
    .argument('<repository>', 'an https:// URL, or a folder (graded as its files stand)')
    .option('--ref <ref>', 'branch, tag or commit (default: the default branch)')
    .option('--keep', 'leave the stack up and say how to reach it', false);
  withReportOptions(command, 'the three activities').action(async (repository: string, options: Options) =>
    finish(await gradeCommand(repository, options)),
  );
}

async function gradeCommand(argument: string, options: Options): Promise<Status> {
  const settings = readSettings(process.env);
  const repository = await repositoryOf(argument);
  const all = await allGraders(options.graders ?? settings.graders);
  const graders = chosenGraders(all, options.only);
  const assignment = await loadAssignment(options.assignment, all);
  const output = await outputOf(options);
  const { runGrade } = await import('../run-grade.ts');

  const { lang, keep, ref = null } = options;
  const progress = startProgress(lang, colorOn(process.stderr, settings));
  const { report, kept } = await interruptible(
    (signal) => runGrade({ repository, ref, assignment, graders, lang, keep, settings }, progress, signal),
    progress.note,
  ).finally(progress.end);

  try {
    await deliverReport(report, options, output, settings);
  } finally {
    if (kept) warn(keptText(kept));
  }
  return statusFor(report, options);
}

function keptText({ project, address, commands, host, netns }: KeptStack): string {
  const enter = netns === null ? '' : `nsenter --net=${netns} `;
  const reach = address === null ? ['It has no address that answers.'] : ['Reach it:', `  ${enter}curl ${address}`];
  const engine = host === null ? [] : [`  export DOCKER_HOST=${host}`];
  const lines = [
    `The stack ${project} is still up. ${reach.join('\n')}`,
    'It stays until the next grading here, or until you remove it:',
    ...engine,
  ];
  return [...lines, ...commands.map((command) => `  ${command}`)].join('\n');
}
