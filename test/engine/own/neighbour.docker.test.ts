import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { networkOfTheMachine, temporaryHome } from './machine.ts';
import { startMachine } from './users-machine.ts';

const HOLDER = join(import.meta.dirname, 'holder.ts');

test("a user's engine beside ours notices nothing: firewall, bridges, forwarding, images, containers, networks", async () => {
  await using place = await temporaryHome();
  await using machine = await startMachine();
  await machine.fill();
  const around = await networkOfTheMachine([]);
  const before = await machine.look();

  const holder = execa('nsenter', [...machine.enter, 'node', HOLDER, place.home], { stdin: 'pipe', reject: false });
  expect((await holder[Symbol.asyncIterator]().next()).value).toBe('held started');
  expect(await machine.look()).toEqual(before);
  expect(await networkOfTheMachine([])).toEqual(around);

  holder.kill('SIGTERM');
  expect((await holder).exitCode).toBe(0);
  expect(await machine.look()).toEqual(before);
  expect(await networkOfTheMachine([])).toEqual(around);
  expect(before.containers).toContain('Up');
  expect(before.firewall).toContain('DOCKER');
});
