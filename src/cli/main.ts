import { type Command, CommanderError } from 'commander';
import { DockgradeError } from '../core/errors.ts';
import { faultText } from './fault.ts';
import { buildProgram } from './program.ts';
import { STATUS, type Status, statusOf } from './status.ts';
import { warn } from './terminal.ts';

// A reader that goes away (`| head`) is no fault: `print` hears of it by its callback.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<Status> {
  let status: Status = STATUS.good;
  const program = buildProgram((value) => {
    status = value;
  });
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return STATUS.good;
    // The help of a command that lacks its subcommand is out already.
    if (error instanceof CommanderError && error.code === 'commander.help') return STATUS.usage;
    const fault = error instanceof CommanderError ? usageError(error, args, program) : error;
    warn(faultText(fault, process.env.DOCKGRADE_DEBUG === '1'));
    return statusOf(fault);
  }
}

/** commander's sentence in our form. */
function usageError(error: CommanderError, args: string[], program: Command): DockgradeError {
  const [message = '', ...hints] = error.message.replace(/^error: /, '').split('\n');
  const command = program.commands.find((known) => known.name() === args[0])?.name();
  const hint = `Try: dockgrade ${command ? `${command} ` : ''}--help`;
  return new DockgradeError('usage', message, { remedy: [...hints, hint].join('\n') });
}
