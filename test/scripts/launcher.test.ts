import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineWith } from './machine.ts';

const OLD_NODE = 'case $1 in --version) echo v20.20.2 ;; esac';
const NEW_NODE = 'case $1 in --version) echo v24.21.0 ;; *) echo "$$ $*" ;; esac';

test('without a fitting Node the launcher says so in one sentence and ends with status 4', async () => {
  await using machine = await machineWith({ node: OLD_NODE });
  const { exitCode, stderr } = await machine.run('bin/dockgrade', 'doctor');
  expect(exitCode).toBe(4);
  expect(stderr).toMatch(/^dockgrade needs Node\.js 24 or newer: .*scripts\/setup\.sh.*$/);
});

test('without the npm packages it says so, and starts nothing', async () => {
  await using machine = await machineWith({ node: NEW_NODE });
  await rm(join(machine.checkout, 'node_modules'), { recursive: true });
  const { exitCode, stdout, stderr } = await machine.run('bin/dockgrade', 'doctor');
  expect(exitCode).toBe(4);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^dockgrade's npm packages are missing: run scripts\/setup\.sh in .*$/);
});

test('it becomes the Node of the PATH where that is new enough, so that signals reach it', async () => {
  await using machine = await machineWith({ node: NEW_NODE });
  const running = machine.run('bin/dockgrade', 'grade', 'two words');
  const { stdout } = await running;
  expect(stdout).toBe(`${running.pid} ${join(machine.checkout, 'src/cli/main.ts')} grade two words`);
});

test('it takes the Node of the checkout otherwise, also when it is called through links', async () => {
  await using machine = await machineWith({ node: OLD_NODE });
  await mkdir(join(machine.checkout, '.tools/node_modules/.bin'), { recursive: true });
  await machine.write('.tools/node_modules/.bin/node', NEW_NODE);
  await symlink('../checkout/bin/dockgrade', join(machine.bin, 'first'));
  await symlink(join(machine.bin, 'first'), join(machine.checkout, 'second'));
  const { stdout } = await machine.run('second', '--version');
  expect(stdout).toContain(`${join(machine.checkout, 'src/cli/main.ts')} --version`);
});
