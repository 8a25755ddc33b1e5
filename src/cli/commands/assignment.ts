import type { Command } from 'commander';
import { loadAssignment } from '../load-assignment.ts';
import { STATUS, type Status } from '../status.ts';
import { print } from '../terminal.ts';

/** `assignment validate FILE`: whether a file is an assignment, and every mistake when it is none. */
export function addAssignment(program: Command, finish: (status: Status) => void): void {
  const assignment = program.command('assignment').description('check assignment files');
  assignment
    .command('validate')
    .description(
      'check an assignment file; answers with every mistake: file, line, column, what was found, what was expected.',
    )
    .argument('<file>', 'YAML or JSON')
    .action(async (file: string) => {
      const { id, probes, rubric, digest } = await loadAssignment(file);
      const points = Object.values(rubric).reduce((sum, value) => sum + value, 0);
      await print(`${file} is a valid assignment: ${id}, ${points} points, ${probes.length} probes, ${digest}\n`);
      finish(STATUS.good);
    });
}
