import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isProvablyDead, ownerOfThis } from '../../worker/owner.ts';

test('This process is not dead', () => {
  expect(isProvablyDead(ownerOfThis(), true)).toBe(false);
});

test('A process that has ended is dead', async () => {
  const child = spawn('true');
  const owner = ownerOfThis().split('.').with(2, String(child.pid)).join('.');
  await once(child, 'close');
  expect(isProvablyDead(owner, true)).toBe(true);
});

test('Another process with the same number is not the one that is meant', () => {
  expect(isProvablyDead(ownerOfThis().split('.').with(3, '1').join('.'), true)).toBe(true);
});

test('A process of another PID namespace cannot be judged from here', () => {
  expect(isProvablyDead(ownerOfThis().split('.').with(1, '1').with(2, '999999').join('.'), true)).toBe(false);
});

test('A process of an earlier boot is dead on this machine, and unknown on an engine that others share', () => {
  const earlier = ownerOfThis().split('.').with(0, '00000000-0000-0000-0000-000000000000').join('.');
  expect(isProvablyDead(earlier, true)).toBe(true);
  expect(isProvablyDead(earlier, false)).toBe(false);
});

test('A record that says nothing proves nothing', () => {
  expect(isProvablyDead('', true)).toBe(false);
});
