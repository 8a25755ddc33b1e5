import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProgram } from '../../../src/cli/program.ts';

const page = readFileSync(new URL('../../../docs/command-line.md', import.meta.url), 'utf8');
const OF_THE_SERVICE = ['submit', 'resubmit', 'status', 'cancel', 'assignments', 'roster', 'grades', 'regrade'];
const OF_THIS_MACHINE = ['grade', 'judge', 'explain'];
const all = buildProgram(() => undefined).commands;
const commands = all.filter((command) => OF_THE_SERVICE.includes(command.name()));

test('docs/command-line.md has every command that asks the service', () => {
  expect(commands.map((command) => command.name()).sort()).toEqual([...OF_THE_SERVICE].sort());
  for (const command of commands) expect(page).toMatch(new RegExp(`^\\| \`${command.name()}[ \`]`, 'm'));
});

test('docs/command-line.md has every command that grades and judges on this machine', () => {
  for (const name of OF_THIS_MACHINE) expect(page).toMatch(new RegExp(`^\\| \`${name} `, 'm'));
});

test('docs/command-line.md names every option of theirs', () => {
  for (const command of [...commands, ...all.filter((one) => OF_THIS_MACHINE.includes(one.name()))]) {
    for (const { long } of command.options) expect(page, `${command.name()} ${long}`).toMatch(new RegExp(`${long}\\b`));
  }
});

test('each of them takes --json and --lang, and says so', () => {
  for (const command of commands) {
    const help = command.helpInformation();
    expect(help).toMatch(/--json +print what the API answers/);
    expect(help).toMatch(/--lang <lang>/);
  }
});
