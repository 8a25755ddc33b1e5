import { type Command, Option } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { harmless } from '../../api/csv.ts';
import type { RosterView } from '../../core/wire/people.ts';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import { readInput } from '../input.ts';
import { printCsv, printJson, printTable } from '../show-table.ts';
import { STATUS, type Status } from '../status.ts';
import { warn } from '../terminal.ts';

interface Options extends ClientOptions {
  csv: boolean;
}

const WORDS = {
  en: {
    heads: ['name', 'email', 'personal link'],
    has: 'has one already',
    counts: ({ added, kept }: RosterView) => `${added} added, ${kept} kept.`,
    once: 'The links are shown this once: give each student theirs. Who opens it is signed in as that student.',
  },
  es: {
    heads: ['nombre', 'correo', 'enlace personal'],
    has: 'ya tiene uno',
    counts: ({ added, kept }: RosterView) => `${added} nuevos, ${kept} ya estaban.`,
    once: 'Los enlaces se muestran solo esta vez: da a cada estudiante el suyo. Quien lo abre entra como ese estudiante.',
  },
} as const;

/** `roster ASSIGNMENT FILE`: who may hand in, with a personal link for everyone who is new. */
export function addRoster(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('roster')
    .summary('set the students of an assignment')
    .description(
      'Makes the students of an assignment exactly those of a CSV file, for teachers, and prints a personal link for everyone who is new.',
    )
    .argument('<assignment>', 'its id')
    .argument('<file>', 'CSV with a first line name,email,github; github may be missing or empty')
    .addOption(new Option('--csv', 'print name, email and link as CSV').default(false).conflicts('json'));
  withClientOptions(command).action(async (assignment: string, file: string, options: Options) =>
    finish(await roster(assignment, file, options)),
  );
}

async function roster(assignment: string, file: string, options: Options): Promise<Status> {
  const content = await readInput(file, 'roster');
  const { client, settings } = await connect(options);
  const set = await client.setRoster(assignment, content);
  const words = WORDS[options.lang];
  if (options.json) await printJson(set);
  else if (options.csv) await printCsv(csv(set));
  else {
    const rows = set.students.map(({ name, email, link }) => [name, email, link ?? words.has]);
    const [name = '', email = '', link = ''] = words.heads;
    await printTable([{ head: name, least: 12 }, { head: email, least: 12 }, { head: link }], rows, settings);
  }
  warn(words.counts(set));
  if (set.students.some(({ link }) => link !== null)) warn(words.once);
  return STATUS.good;
}

/** What spreadsheets would run is made harmless. */
function csv({ students }: RosterView): string {
  const rows = students.map(({ name, email, link }) => [harmless(name), harmless(email), link ?? '']);
  return stringify([['name', 'email', 'link'], ...rows], { quoted: true });
}
