import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { generalSettings, settingsSchema } from '../core/settings.ts';
import { addAssignment } from './commands/assignment.ts';
import { addAssignments } from './commands/assignments.ts';
import { addCancel } from './commands/cancel.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEngine } from './commands/engine.ts';
import { addExplain } from './commands/explain.ts';
import { addGrade } from './commands/grade.ts';
import { addGrades } from './commands/grades.ts';
import { addJudge } from './commands/judge.ts';
import { addRegrade } from './commands/regrade.ts';
import { addResubmit } from './commands/resubmit.ts';
import { addRoster } from './commands/roster.ts';
import { addServe } from './commands/serve.ts';
import { addStatus } from './commands/status.ts';
import { addSubmit } from './commands/submit.ts';
import { addWorker } from './commands/worker.ts';
import type { Status } from './status.ts';

/** The command line: every command with its options. `finish` receives the exit status of the one that ran. Usage errors are thrown. */
export function buildProgram(finish: (status: Status) => void): Command {
  const program = new Command('dockgrade')
    .description(
      'Grades Docker homework by what it does: builds, starts, probes and breaks the Compose stack of a repository.',
    )
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showSuggestionAfterError(true)
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText('after', environmentHelp());
  for (const add of [
    addGrade,
    addJudge,
    addExplain,
    addSubmit,
    addResubmit,
    addStatus,
    addCancel,
    addAssignments,
    addAssignment,
    addRoster,
    addGrades,
    addRegrade,
    addDoctor,
    addEngine,
    addServe,
    addWorker,
  ])
    add(program, finish);
  return program;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function environmentHelp(): string {
  const entries = Object.entries(settingsSchema.shape).filter(([name]) => generalSettings.includes(name));
  const longest = Math.max(...entries.map(([name]) => name.length));
  const lines = entries.map(([name, schema]) => `  ${name.padEnd(longest)}  ${schema.description}`);
  lines.push('  `serve`, `api` and `worker` read more: docs/operating.md lists all.');
  const statuses = [
    '  0 a report was made, 1 fewer points than --min-score, 2 wrong usage or an invalid assignment,',
    "  3 refused by admission, 4 a fault that is not the student's, 130 interrupted",
  ];
  return ['', 'Environment:', ...lines, '', 'Exit status:', ...statuses].join('\n');
}
