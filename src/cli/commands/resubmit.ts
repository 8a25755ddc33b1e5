import type { Command } from 'commander';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import type { Status } from '../status.ts';
import { acceptedOrWait } from '../submission/accepted.ts';
import { meantSubmission } from '../submission/repository.ts';

interface Options extends ClientOptions {
  sameCommit: boolean;
  wait: boolean;
}

/** `resubmit SUBMISSION|REPOSITORY`: hands in again. */
export function addResubmit(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('resubmit')
    .summary('hand in again')
    .description(
      'Hands in again what was handed in before, for the same assignment and the same person: the newest commit of the same branch, or the same commit.',
    )
    .argument('<submission|repository>', 'id of a submission, or an https:// address: its newest submission')
    .option('--same-commit', 'grade the same commit again instead of the newest', false)
    .option('--wait', 'wait for the report and print it', false);
  withClientOptions(command).action(async (argument: string, options: Options) =>
    finish(await resubmit(argument, options)),
  );
}

async function resubmit(argument: string, options: Options): Promise<Status> {
  const { client, settings } = await connect(options);
  const view = await client.resubmit(await meantSubmission(client, argument), options.sameCommit);
  return acceptedOrWait(view, { client, settings, ...options });
}
