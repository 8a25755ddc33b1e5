import { type Command, Option } from 'commander';
import { number, pointsText } from '../../core/report/words.ts';
import type { Settings } from '../../core/settings.ts';
import type { RegradeView } from '../../core/wire/grades.ts';
import type { Api } from '../client/api.ts';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import { studentByEmail } from '../regrade/student.ts';
import { waitForRegrade } from '../regrade/wait.ts';
import { REGRADE } from '../regrade/words.ts';
import { printJson, printTable } from '../show-table.ts';
import { STATUS, type Status } from '../status.ts';
import { print } from '../terminal.ts';

interface Options extends ClientOptions {
  judgeOnly: boolean;
  preview: boolean;
  student?: string;
  wait: boolean;
  show?: string;
  publish?: string;
  discard?: string;
}

/** `regrade ASSIGNMENT`: grades all again, or one student, shows who changes, publishes or discards. */
export function addRegrade(program: Command, finish: (status: Status) => void): void {
  const others = ['judgeOnly', 'preview', 'student'];
  const of = (name: string, what: string, not: string[]) =>
    new Option(`--${name} <regrade>`, what).conflicts([...others, ...not]);
  const command = program
    .command('regrade')
    .summary('grade all submissions of an assignment again')
    .description(
      'Grades all submissions of an assignment again by its current version, for teachers. With --judge-only the stored facts are judged again, in moments; with --preview nothing changes before it is published.',
    )
    .argument('<assignment>', 'its id')
    .option('--judge-only', 'judge what was found then, without running anything', false)
    .option('--preview', 'show who would change; publish or discard it then', false)
    .option('--student <email>', 'this student alone (default: all)')
    .option('--wait', 'wait until everything has run, and show who changes', false)
    .addOption(of('show', 'look at one that was begun', ['publish', 'discard']))
    .addOption(of('publish', 'let one that was previewed count', ['show', 'discard', 'wait']))
    .addOption(of('discard', 'drop one', ['show', 'publish', 'wait']));
  withClientOptions(command).action(async (assignment: string, options: Options) =>
    finish(await regrade(assignment, options)),
  );
}

async function regrade(assignment: string, options: Options): Promise<Status> {
  const { client, settings } = await connect(options);
  const begun = await asked(client, assignment, options);
  const view = options.wait ? await waitForRegrade(begun, client, settings) : begun;
  if (options.json) await printJson(view);
  else await show(view, client, settings);
  return STATUS.good;
}

async function asked(client: Api, assignment: string, options: Options): Promise<RegradeView> {
  const { judgeOnly, preview, student: email, show, publish, discard } = options;
  if (show !== undefined) return client.regrade(assignment, show);
  if (publish !== undefined) return client.publishRegrade(assignment, publish);
  if (discard !== undefined) return client.discardRegrade(assignment, discard);
  const student = email === undefined ? undefined : await studentByEmail(client, assignment, email);
  return client.startRegrade(assignment, { judgeOnly, preview, ...(student !== undefined && { student }) });
}

async function show(view: RegradeView, { lang }: Api, settings: Settings): Promise<void> {
  const words = REGRADE[lang];
  const { up, down, same, failed } = view.summary;
  await print(
    `${words.head(view.id, words.states[view.state], view.progress)}\n${words.summary(up, down, same, failed)}\n`,
  );
  if (view.changes.length > 0) {
    const rows = view.changes.map(({ student, before, after, difference }) => [
      student.name,
      before === null ? '–' : pointsText(before, lang),
      pointsText(after, lang),
      `${difference > 0 ? '+' : ''}${number(difference, lang)}`,
    ]);
    const [name = '', before = '', after = '', change = ''] = words.heads;
    const heads = [{ head: name, least: 12 }, ...[before, after, change].map((head) => ({ head, right: true }))];
    await print('\n');
    await printTable(heads, rows, settings);
  }
  const command = `dockgrade regrade ${view.assignment}`;
  if (view.state === 'running') await print(`\n${words.look}\n  ${command} --show ${view.id}\n`);
  if (view.state === 'ready') {
    await print(`\n${words.decide}\n  ${command} --publish ${view.id}\n  ${command} --discard ${view.id}\n`);
  }
}
