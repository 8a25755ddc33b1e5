import { type Command, Option } from 'commander';
import { createColors } from 'picocolors';
import { readSettings } from '../../core/settings.ts';
import { LANGS, type Lang } from '../../core/text.ts';
import { allGraders } from '../all-graders.ts';
import { listLines } from '../explain/list.ts';
import { diagnosisLines, graderLines } from '../explain/one.ts';
import { diagnosisOf, graderOf } from '../registry.ts';
import { withGraders } from '../report-options.ts';
import { STATUS, type Status } from '../status.ts';
import { colorOn, print, widthOf } from '../terminal.ts';

interface Options {
  lang: Lang;
  graders?: string;
}

/** `explain [ID]`: what a grader looks at, or by what a diagnosis is known, why, how to fix it; all of both without an argument. */
export function addExplain(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('explain')
    .summary('what a grader looks at, why it matters, how to fix it')
    .description(
      'Says what a grader looks at, why it matters and how to fix it, with an example that passes and one that fails; of a diagnosis, how it shows, why it comes to that and how to mend it. Without an id: lists all graders with their points in the default assignment, and all diagnoses.',
    )
    .argument('[id]', 'of a grader or a diagnosis, as in the report')
    .addOption(new Option('--lang <lang>', 'of the answer').choices(LANGS).default('en'));
  withGraders(command).action(async (id: string | undefined, options: Options) => {
    const settings = readSettings(process.env);
    const paint = createColors(colorOn(process.stdout, settings));
    const width = Math.min(100, Math.max(50, widthOf(process.stdout)));
    const graders = await allGraders(options.graders ?? settings.graders);
    const look = { lang: options.lang, paint, width };
    await print(`${lines(id).join('\n')}\n`);
    finish(STATUS.good);

    function lines(asked: string | undefined): string[] {
      if (asked === undefined) return listLines(graders, look);
      const diagnosis = diagnosisOf(asked);
      return diagnosis ? diagnosisLines(diagnosis, look) : graderLines(graderOf(asked, graders), look);
    }
  });
}
