import type { Command } from 'commander';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import { printJson } from '../show-table.ts';
import { STATUS, type Status } from '../status.ts';
import { SUBMISSION } from '../submission/words.ts';
import { print } from '../terminal.ts';

/** `cancel SUBMISSION`: stops what waits or runs, which gives its attempt back. */
export function addCancel(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('cancel')
    .summary('cancel a submission that waits or runs')
    .description('Cancels a submission that waits or runs; it costs no attempt then. What has finished stays.')
    .argument('<submission>', 'its id');
  withClientOptions(command).action(async (id: string, options: ClientOptions) => finish(await cancel(id, options)));
}

async function cancel(id: string, options: ClientOptions): Promise<Status> {
  const { client } = await connect(options);
  const view = await client.cancel(id);
  if (options.json) await printJson(view);
  else await print(`${SUBMISSION[options.lang].gone(view.id)}\n`);
  return STATUS.good;
}
