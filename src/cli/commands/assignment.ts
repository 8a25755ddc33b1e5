import type { Command } from 'commander';
import { number } from '../../core/report/words.ts';
import { readSettings } from '../../core/settings.ts';
import type { Lang } from '../../core/text.ts';
import type { Published } from '../../core/wire/assignment.ts';
import { allGraders } from '../all-graders.ts';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import { readInput } from '../input.ts';
import { loadAssignment, parsedAssignment } from '../load-assignment.ts';
import { withGraders } from '../report-options.ts';
import { printJson } from '../show-table.ts';
import { STATUS, type Status } from '../status.ts';
import { print } from '../terminal.ts';

/** `assignment validate FILE`: whether a file is an assignment, and every mistake when it is none. `assignment publish FILE`: gives it to the service. */
export function addAssignment(program: Command, finish: (status: Status) => void): void {
  const assignment = program.command('assignment').description('check and publish assignment files');
  const validate = assignment
    .command('validate')
    .description(
      'check an assignment file; answers with every mistake: file, line, column, what was found, what was expected.',
    )
    .argument('<file>', 'YAML or JSON');
  withGraders(validate).action(async (file: string, options: GradersOption) => {
    const { id, probes, rubric, digest } = await loadAssignment(file, await gradersOf(options));
    const points = Object.values(rubric).reduce((sum, value) => sum + value, 0);
    await print(`${file} is a valid assignment: ${id}, ${points} points, ${probes.length} probes, ${digest}\n`);
    finish(STATUS.good);
  });
  const publish = assignment
    .command('publish')
    .description(
      'publish an assignment file, for teachers: a new version when it changed. Grades that were given stay as they are until they are regraded.',
    )
    .argument('<file>', 'YAML or JSON');
  withClientOptions(withGraders(publish)).action(async (file: string, options: ClientOptions & GradersOption) =>
    finish(await publishFile(file, options)),
  );
}

interface GradersOption {
  graders?: string;
}

function gradersOf({ graders }: GradersOption) {
  return allGraders(graders ?? readSettings(process.env).graders);
}

async function publishFile(file: string, options: ClientOptions & GradersOption): Promise<Status> {
  const content = await readInput(file, 'assignment');
  // Its mistakes are found here, with the name of the file.
  const { id } = parsedAssignment(content, file, await gradersOf(options));
  const { client } = await connect(options);
  const published = await client.publish(id, content);
  if (options.json) await printJson(published);
  else
    await print(
      [sentence(published, options.lang), ...published.warnings.map(asCommand)].map((line) => `${line}\n`).join(''),
    );
  return STATUS.good;
}

/** The API names a request; here a command does the same. */
function asCommand(warning: string): string {
  const request = /POST \{"judgeOnly": true, "preview": true\} \/api\/assignments\/([a-z0-9-]+)\/regrades/;
  return warning.replace(request, 'dockgrade regrade $1 --judge-only --preview');
}

function sentence({ id, version, points, changed }: Published, lang: Lang): string {
  const many = number(points, lang);
  if (lang === 'es') {
    return changed
      ? `${id} está publicada: versión ${version}, ${many} puntos.`
      : `${id} no cambió: la versión ${version} ya es esta.`;
  }
  return changed
    ? `${id} is published: version ${version}, ${many} points.`
    : `${id} did not change: version ${version} is this one already.`;
}
