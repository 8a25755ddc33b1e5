import type { Command } from 'commander';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import type { Status } from '../status.ts';
import { showSubmission } from '../submission/show.ts';
import { waitAndShow } from '../submission/wait.ts';

interface Options extends ClientOptions {
  watch: boolean;
}

/** `status SUBMISSION`: where it is, or what came of it. */
export function addStatus(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('status')
    .summary('show where a submission is, or its report')
    .description(
      'Shows where a submission is: state, place in the queue, estimate, and the report when there is one. With --watch follows it until it has ended; Ctrl-C leaves it alone.',
    )
    .argument('<submission>', 'its id')
    .option('--watch', 'follow it live until it has ended', false);
  withClientOptions(command).action(async (id: string, options: Options) => finish(await status(id, options)));
}

async function status(id: string, options: Options): Promise<Status> {
  const { json, lang, watch } = options;
  const { client, settings } = await connect(options);
  const view = await client.submission(id);
  return watch ? waitAndShow(view, { client, settings, json }) : showSubmission(view, { json, lang, settings });
}
