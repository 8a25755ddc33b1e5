import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Report } from '../core/report/schema.ts';
import type { Settings } from '../core/settings.ts';
import { LANGS, type Lang } from '../core/text.ts';
import { FORMATS, type Format } from './formats/index.ts';
import { deliver, type Output, openOutput } from './output.ts';
import { STATUS, type Status } from './status.ts';
import { colorOn, widthOf } from './terminal.ts';

/** What every command has that ends with a report. */
export interface ReportOptions {
  assignment?: string;
  format: Format;
  lang: Lang;
  output?: string;
  minScore?: number;
  only?: string;
  graders?: string;
}

export function withReportOptions(command: Command, assignment: string): Command {
  command
    .option('--assignment <file>', `the assignment (default: ${assignment})`)
    .addOption(new Option('--format <format>', 'of the report').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--lang <lang>', 'of the report').choices(LANGS).default('en'))
    .option('--output <file>', 'write the report to a file instead of standard output')
    .option('--min-score <points>', 'exit with 1 when fewer points are earned', points)
    .option('--only <graders>', 'judge by these graders alone, separated by commas');
  return withGraders(command);
}

/** The folder with graders of one's own; without it that of DOCKGRADE_GRADERS. */
export function withGraders(command: Command): Command {
  return command.option('--graders <folder>', 'graders of your own, beside those of dockgrade');
}

/** Made sure of before any work is done. */
export async function outputOf({ output }: ReportOptions): Promise<Output | null> {
  return output === undefined ? null : openOutput(output);
}

/** Prints or writes a report. A file gets no colours, and the width of a page. */
export async function deliverReport(
  report: Report,
  { format, lang }: ReportOptions,
  output: Output | null,
  settings: Settings,
): Promise<void> {
  const look =
    output === null
      ? { color: colorOn(process.stdout, settings), width: widthOf(process.stdout) }
      : { color: false, width: 80 };
  await deliver(FORMATS[format](report, lang, look), output);
}

/** What a command ends with whose report is delivered. */
export function statusFor({ outcome, score }: Report, { minScore = 0 }: ReportOptions): Status {
  if (outcome === 'refused') return STATUS.refused;
  return score.earned < minScore ? STATUS.belowMinimum : STATUS.good;
}

function points(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('It is a number of points, 0 or more.');
}
