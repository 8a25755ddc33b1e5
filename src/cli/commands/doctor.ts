import { type Command, Option } from 'commander';
import { createColors } from 'picocolors';
import { readSettings } from '../../core/settings.ts';
import type { Check } from '../doctor/index.ts';
import { wrap } from '../formats/text/layout.ts';
import { interruptible } from '../signals.ts';
import { STATUS, type Status } from '../status.ts';
import { colorOn, print, widthOf } from '../terminal.ts';

/** `doctor`: whether grading would work here, and what to mend. */
export function addDoctor(program: Command, finish: (status: Status) => void): void {
  program
    .command('doctor')
    .summary('check engine, Compose, disk, registry; say how to mend what is wrong')
    .description(
      'Checks whatever grading needs here, says what is wrong and how to mend it. Exit status 0 when grading would work, else 4.',
    )
    .addOption(new Option('--format <format>', 'of the answer').choices(['text', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'json' }) => {
      const settings = readSettings(process.env);
      const { examine } = await import('../doctor/index.ts');
      const checks = await interruptible((signal) => examine(settings, signal));
      const works = checks.every(({ outcome }) => outcome !== 'fail');
      const text =
        format === 'json'
          ? JSON.stringify({ works, checks }, null, 2)
          : table(checks, works, colorOn(process.stdout, settings));
      await print(`${text}\n`);
      finish(works ? STATUS.good : STATUS.fault);
    });
}

function table(checks: Check[], works: boolean, color: boolean): string {
  const paint = createColors(color);
  const signs = { ok: paint.green('✔'), warn: paint.yellow('!'), fail: paint.red('✘') };
  const width = Math.min(100, Math.max(50, widthOf(process.stdout)));
  const lines = checks.flatMap(({ outcome, message, remedy }) => {
    const [first = '', ...rest] = wrap(message, width - 4);
    const mend = remedy
      ? wrap(remedy, width - 6).map((line, index) => paint.dim(`    ${index === 0 ? '→' : ' '} ${line}`))
      : [];
    return [`  ${signs[outcome]} ${first}`, ...rest.map((line) => `    ${line}`), ...mend];
  });
  const verdict = works ? paint.green('Grading works here.') : paint.red('Grading does not work here yet.');
  return [...lines, '', verdict].join('\n');
}
