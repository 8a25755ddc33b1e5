import type { Command } from 'commander';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import type { Status } from '../status.ts';
import { acceptedOrWait } from '../submission/accepted.ts';
import { handedIn } from '../submission/repository.ts';

interface Options extends ClientOptions {
  assignment: string;
  ref?: string;
  student?: string;
  wait: boolean;
}

/** `submit REPOSITORY --assignment ID`: hands in through the API. */
export function addSubmit(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('submit')
    .summary('hand in a repository')
    .description(
      'Hands a repository in to the service of DOCKGRADE_URL. Prints its id and where it stands; with --wait follows it and prints its report.',
    )
    .argument('<repository>', 'its https:// address')
    .requiredOption('--assignment <id>', 'what it is handed in for; `dockgrade assignments` lists them')
    .option('--ref <ref>', 'branch, tag or commit (default: the default branch)')
    .option('--student <email>', 'for teachers: the student for whom it is handed in, also after the deadline')
    .option('--wait', 'wait for the report and print it', false);
  withClientOptions(command).action(async (repository: string, options: Options) =>
    finish(await submit(repository, options)),
  );
}

async function submit(argument: string, options: Options): Promise<Status> {
  const { assignment, ref, student } = options;
  const repository = handedIn(argument);
  const { client, settings } = await connect(options);
  const view = await client.submit({
    assignment,
    repository,
    ...(ref !== undefined && { ref }),
    ...(student !== undefined && { student }),
  });
  return acceptedOrWait(view, { client, settings, ...options });
}
