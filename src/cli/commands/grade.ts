import { type Command, InvalidArgumentError, Option } from 'commander';
import { readSettings, type Settings } from '../../core/settings.ts';
import { LANGS, type Lang } from '../../core/text.ts';
import { FORMATS, type Format } from '../formats/index.ts';
import { loadAssignment } from '../load-assignment.ts';
import { deliver, openOutput } from '../output.ts';
import { startProgress } from '../progress/index.ts';
import { graderOf, graders } from '../registry.ts';
import { repositoryOf } from '../repository.ts';
import type { KeptStack } from '../run-grade.ts';
import { interruptible } from '../signals.ts';
import { STATUS, type Status } from '../status.ts';
import { colorOn, warn, widthOf } from '../terminal.ts';

interface Options {
  assignment?: string;
  ref?: string;
  format: Format;
  lang: Lang;
  output?: string;
  minScore?: number;
  keep: boolean;
  only?: string;
}

/** `grade REPOSITORY`: one repository, here and now. */
export function addGrade(program: Command, finish: (status: Status) => void): void {
  program
    .command('grade')
    .summary('grade one repository here and now')
    .description(
      'Grades one repository here and now: no server, no database. The report goes to standard output, progress to standard error.',
    )
    .argument('<repository>', 'an https:// URL, or a folder (graded as its files stand)')
    .option('--assignment <file>', 'the assignment (default: the three activities)')
    .option('--ref <ref>', 'branch, tag or commit (default: the default branch)')
    .addOption(new Option('--format <format>', 'of the report').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--lang <lang>', 'of the report').choices(LANGS).default('en'))
    .option('--output <file>', 'write the report to a file instead of standard output')
    .option('--min-score <points>', 'exit with 1 when fewer points are earned', points)
    .option('--keep', 'leave the stack up and say how to reach it', false)
    .option('--only <graders>', 'judge by these graders alone, separated by commas')
    .action(async (repository: string, options: Options) => finish(await gradeCommand(repository, options)));
}

async function gradeCommand(argument: string, options: Options): Promise<Status> {
  const settings = readSettings(process.env);
  const repository = await repositoryOf(argument);
  const chosen = options.only === undefined ? graders : chosenGraders(options.only);
  const assignment = await loadAssignment(options.assignment);
  const output = options.output === undefined ? null : await openOutput(options.output);
  const { runGrade } = await import('../run-grade.ts');

  const progress = startProgress(options.lang, colorOn(process.stderr, settings));
  const request = {
    repository,
    ref: options.ref ?? null,
    assignment,
    graders: chosen,
    lang: options.lang,
    keep: options.keep,
  };
  const { report, kept } = await interruptible(
    (signal) => runGrade({ ...request, settings }, progress, signal),
    progress.note,
  ).finally(progress.end);

  const text = FORMATS[options.format](report, options.lang, look(settings, output !== null));
  try {
    await deliver(text, output);
  } finally {
    if (kept) warn(keptText(kept));
  }
  if (report.outcome === 'refused') return STATUS.refused;
  return report.score.earned < (options.minScore ?? 0) ? STATUS.belowMinimum : STATUS.good;
}

function chosenGraders(only: string) {
  const ids = new Set(only.split(',').map((id) => graderOf(id.trim()).id));
  return graders.filter(({ id }) => ids.has(id));
}

/** A file gets no colours, and the width of a page. */
function look(settings: Settings, toFile: boolean) {
  return toFile
    ? { color: false, width: 80 }
    : { color: colorOn(process.stdout, settings), width: widthOf(process.stdout) };
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

function points(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('It is a number of points, 0 or more.');
}
