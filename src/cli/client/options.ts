import { type Command, Option } from 'commander';
import { readSettings, type Settings } from '../../core/settings.ts';
import { LANGS, type Lang } from '../../core/text.ts';
import { type Api, api } from './api.ts';
import { connectionOf } from './connection.ts';

/** What every command takes that asks the service. */
export interface ClientOptions {
  json: boolean;
  lang: Lang;
}

export function withClientOptions(command: Command): Command {
  return command
    .option('--json', 'print what the API answers, as JSON', false)
    .addOption(new Option('--lang <lang>', 'of what is printed').choices(LANGS).default('en'));
}

/** The service of DOCKGRADE_URL, for whom DOCKGRADE_TOKEN stands. Throws `setting-invalid`, `sign-in-needed`. */
export async function connect({ lang }: ClientOptions): Promise<{ settings: Settings; client: Api }> {
  const settings = readSettings(process.env);
  return { settings, client: api({ ...(await connectionOf(settings)), lang }, lang) };
}
